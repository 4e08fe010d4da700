"""The language of a text: by its letters and its little words."""

from __future__ import annotations

import pytest

from tests.lint.articles import linted

ENGLISH = """On Friday the river rose above its old level, according to the provincial office, and the
streets of the old town were under water. Boats brought food to those who had not left their
houses. The schools will be closed until the water has gone, the office said, and it asked
drivers to stay away from the bridges. It was the third flood of this year."""
GERMAN = """Der Fluss stieg am Freitag über den Stand von 1964, teilte das Amt der Provinz mit, und die
Straßen der Altstadt standen unter Wasser. Boote brachten Essen zu denen, die ihre Häuser nicht
verlassen hatten. Die Schulen werden geschlossen, bis das Wasser abgelaufen ist, und die Fahrer
wurden gebeten, sich von den Brücken fernzuhalten. Es war die dritte Flut in diesem Jahr, und
auch im Süden ist mit einem Anstieg zu rechnen."""
FRENCH = """Le fleuve est monté vendredi au-dessus du niveau de 1964, selon le bureau de la province, et
les rues de la vieille ville étaient sous les eaux. Des bateaux ont apporté des vivres à ceux
qui n'avaient pas quitté leur maison. Les écoles resteront fermées jusqu'à ce que les eaux se
retirent, et le bureau demande aux conducteurs de ne pas emprunter les ponts. C'est la
troisième crue de cette année dans la province."""
SPANISH = """El río subió el viernes por encima del nivel de 1964, según la oficina de la provincia, y las
calles del casco antiguo quedaron bajo el agua. Unas barcas llevaron comida a los que no habían
dejado sus casas. Las escuelas estarán cerradas hasta que baje el agua, y la oficina pide a los
conductores que no pasen por los puentes. Es la tercera crecida de este año en la provincia, y
se espera que el agua siga en las calles."""
PORTUGUESE = """O rio subiu na sexta-feira acima do nível de 1964, segundo o gabinete da província, e as ruas
da cidade antiga ficaram debaixo de água. Barcos levaram comida para os que não tinham deixado
as suas casas. As escolas vão ficar fechadas até que a água baixe, e o gabinete pede aos
condutores que não passem pelas pontes. É a terceira cheia do ano na província, e não se sabe
quando a água vai sair das ruas."""
GALICIAN = """O río subiu o venres por riba do nivel de 1964, segundo a oficina da provincia, e as rúas da
cidade vella quedaron baixo a auga. Unhas barcas levaron comida aos que non deixaran as súas
casas. As escolas estarán pechadas ata que baixe a auga, e a oficina pide aos condutores que
non pasen polas pontes. É a terceira enchente do ano na provincia, e non se sabe cando vai saír
a auga das rúas."""
UKRAINIAN = """У п'ятницю рівень води в річці піднявся вище, ніж у 1964 році, повідомили в обласній службі, і
вулиці старого міста опинилися під водою. Човни привозили їжу тим, хто не залишив своїх
домівок. Школи будуть зачинені, доки вода не спаде, а водіїв просять не виїжджати на мости. Це
вже третя повінь за рік, і на півдні також очікують на підйом води, який може тривати ще кілька
днів після дощів. Жителі кажуть, що не пам'ятають такого."""
RUSSIAN = """В пятницу уровень воды в реке поднялся выше, чем в 1964 году, сообщили в областной службе, и
улицы старого города оказались под водой. Лодки привозили еду тем, кто не оставил своих домов.
Школы будут закрыты, пока вода не спадет, а водителей просят не выезжать на мосты. Это уже
третье наводнение за год, и на юге также ожидают подъема воды, который может длиться еще
несколько дней после дождей. Жители говорят, что не помнят такого."""
VIETNAMESE = """Mực nước sông đã vượt đỉnh lũ năm 1964 vào ngày thứ Sáu, theo cơ quan khí tượng của tỉnh, và
các con đường trong phố cổ bị ngập. Thuyền chở lương thực đến cho những người không rời nhà.
Các trường học sẽ đóng cửa cho đến khi nước rút, và người lái xe được yêu cầu không đi qua cầu.
Đây là trận lũ thứ ba trong năm."""
POLISH = """W piątek rzeka podniosła się powyżej poziomu z 1964 roku, jak podało biuro prowincji, a ulice
starego miasta znalazły się pod wodą. Łodzie przywoziły jedzenie tym, którzy nie opuścili
swoich domów. Szkoły będą zamknięte, dopóki woda nie opadnie, a kierowców prosi się, by nie
wjeżdżali na mosty. To już trzecia powódź w tym roku, i na południu także spodziewany jest
wzrost poziomu wody, który może potrwać jeszcze kilka dni."""
GREEK = """Ο ποταμός ανέβηκε την Παρασκευή πάνω από τη στάθμη του 1964, σύμφωνα με το γραφείο της
επαρχίας, και οι δρόμοι της παλιάς πόλης βρέθηκαν κάτω από το νερό. Βάρκες έφεραν τρόφιμα σε
όσους δεν είχαν φύγει."""
JAPANESE = """金曜日、川の水位は一九六四年の記録を上回ったと県の事務所は発表した。旧市街の通りは水に浸か
り、家を離れなかった人々に舟で食料が届けられた。水が引くまで学校は休校となり、運転手には橋
を通らないよう呼びかけている。今年三度目の洪水である。住民は、このような水位は見たことがな
いと話している。南部でも水位の上昇が予想されるという。"""
CHINESE = """省气象局表示，星期五河水水位超过一九六四年的纪录，老城区的街道被水淹没。船只为没有离开家的
居民送去食物。学校将停课直到洪水退去，当局要求司机不要通过桥梁。这是今年的第三次洪水。居民
表示从未见过这样的水位，南部地区预计水位也将上涨，官员呼吁居民做好准备，并检查家中的食物和
饮用水储备，同时关注天气预报，不要靠近河岸和低洼地带以及受损的道路。"""
ARABIC = """ارتفع منسوب النهر يوم الجمعة فوق مستوى عام 1964 بحسب مكتب المقاطعة وغمرت المياه شوارع المدينة
القديمة وحملت القوارب الطعام إلى الذين لم يغادروا منازلهم وستبقى المدارس مغلقة حتى تنحسر المياه
وطلب المكتب من السائقين."""

TEXTS = {
    "en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "pt": PORTUGUESE, "uk": UKRAINIAN,
    "ru": RUSSIAN, "vi": VIETNAMESE, "pl": POLISH, "el": GREEK, "ja": JAPANESE, "zh": CHINESE, "ar": ARABIC,
}  # fmt: skip
LANGUAGES = sorted(TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_its_language_is_left_in_peace(language):
    assert linted(TEXTS[language], language=language) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_in_another_language_is_told(language):
    wrong = {code: linted(TEXTS[language], language=code) for code in LANGUAGES if code != language}

    assert {code: [p.code for p in found] for code, found in wrong.items()} == {
        code: ["W605"] for code in wrong
    }
    (hint,) = {problem.hint for found in wrong.values() for problem in found}
    # Persian and Urdu have the letters of Arabic.
    known = "the language of the text" if language == "ar" else f"`language: {language}`"
    assert hint == f"Write {known}, if that is right."


def test_the_key_is_shown_or_the_title_where_there_is_none():
    (said,) = linted(GERMAN, language="en")
    (default,) = linted(GERMAN)

    assert (said.line, said.column, default.line, default.column) == (6, 11, 2, 8)
    assert said.message == "The text is not in English (en); it looks like German"


@pytest.mark.parametrize(
    ("body", "language"),
    [
        pytest.param(GALICIAN, "gl", id="a language without a list of words"),
        pytest.param(GALICIAN, "pt", id="a neighbour under the greater language's name"),
        pytest.param(GERMAN, "nds", id="a minority language, which only its writer can judge"),
        pytest.param(RUSSIAN, "ru-Latn", id="a script that the code names"),
        pytest.param(GERMAN, "de-AT", id="a region"),
        pytest.param("\n".join(f"> {line}" for line in GERMAN.split("\n")), "en", id="a quotation"),
        pytest.param(f"{ENGLISH}\n\n“{GERMAN}”", "en", id="quotation marks"),
        pytest.param(f"{ENGLISH}\n\n{GERMAN}", "en", id="two languages"),
        pytest.param(
            "Xin chào các bạn, hôm nay trời mưa to ở Hội An và các phố cổ.", "en", id="a short text"
        ),
        pytest.param(
            "```\n" + GERMAN + "\n```\n\nA letter of ten words was found in the old house.", "en", id="code"
        ),
        pytest.param("- Kyiv\n- Lviv\n- Odesa\n- Kharkiv\n" * 20, "en", id="a list of names"),
    ],
)
def test_what_is_not_sure_is_not_told(body, language):
    assert "W605" not in [problem.code for problem in linted(body, language=language)]
