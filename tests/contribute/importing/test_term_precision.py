"""How right the places are on a small labelled set of made-up paragraphs."""
# ruff: noqa: E501  (one paragraph, one line)

from __future__ import annotations

from sitegen.contribute.importing.values import Draft
from tests.contribute.importing.registers import GEORGIA, ODESA, finder

# Language, title, body, the places that the paragraph is about or set in.
LABELLED: list[tuple[str, str, str, set[str]]] = [
    ("en", "Bridge opens", "The mayor of Kupyansk walked over the new bridge on the Oskil River.", {"Kupyansk", "Oskil River"}),
    ("en", "Night train", "The night train from Kyiv to Kharkiv was full, a guard said.", {"Kyiv", "Kharkiv"}),
    ("en", "A singer's shop", "Paris Hilton opened a shop. Fans of Hilton queued for hours.", set()),
    ("en", "A writer remembered", "Jack London sailed here. Readers still like London's tales of the sea.", set()),
    ("en", "Old papers found", "A pile of New York Times issues lay in the loft, beside the Berlin Quay Reporter.", set()),
    ("en", "Rain", "It rained in New York for nine days, and in Houston for three.", {"New York City", "Houston"}),
    ("en", "Quiet day", "Ask us again tomorrow, the clerk said, and told us to go home.", set()),
    ("en", "Trade talks", "The US and Vietnam spoke about rice. Talks go on in Berlin.", {"United States", "Vietnam", "Berlin"}),
    ("en", "Lanterns", "Hoi An hung out four thousand lanterns; Hue sent musicians.", {"Hội An"}),
    ("en", "Colours", "The hue of the river changed. A hue and cry followed.", set()),
    ("en", "Peaches", "Growers in Georgia fear frost.", set()),
    ("en", "Wine", "Growers in Georgia fear frost, as do those in Tbilisi and in Kutaisi.", {"Georgia"}),
    ("en", "Oil", "Pumps in Odessa stopped. So did those in Houston.", {"Houston"}),
    ("en", "Grain", "Ships left Odessa with grain that came by rail from Kharkiv.", {"Odesa", "Kharkiv"}),
    ("en", "Railway settlement", "Two men from Kupyansk-Vuzlovyi repaired the line by hand.", {"Kupyansk-Vuzlovyi"}),
    ("en", "A visit", "Nga, a student, stayed with her aunt and learned to bake.", set()),
    ("en", "Cinema", "Ms Berlin and Mr Houston played the leads, in a film about a farm.", set()),
    ("en", "A bank fails", "The London Bank closed its doors. Clients of London Bank were angry.", set()),
    ("en", "Ferry", "The ferry to Egypt was late, and Egypt's ports were full.", {"Egypt"}),
    ("en", "Kharkiv Oblast digs wells", "Villages of Kharkiv Oblast dug ninety wells this spring.", {"Kharkiv Oblast"}),
    ("en", "Books", "A bookshop in Paris sells maps of France and of Syria.", {"Paris", "Syria"}),
    ("en", "Staff vote", "Washington Post staff voted. The vote was close.", set()),
    ("uk", "Міст", "У Куп’янську відкрили міст через Оскіл.", {"Kupyansk", "Oskil River"}),
    ("uk", "Потяг", "Потяг із Києва до Харкова прибув уночі. Мешканці Харкова чекали.", {"Kyiv", "Kharkiv"}),
    ("uk", "Зерно", "Порт Одеси відвантажив зерно. В Україні жнива.", {"Odesa"}),
    ("uk", "Свято", "Київський оркестр грав до ночі, слухачі співали.", set()),
    ("uk", "Колодязі", "Села Харківської області викопали дев'яносто колодязів.", {"Kharkiv Oblast"}),
    ("vi", "Đèn lồng", "Người dân Hội An treo đèn lồng. Ban nhạc từ Huế tới chơi.", {"Hội An", "Huế"}),
    ("vi", "Chợ", "Cô Huệ bán hoa, chị Nga bán trái cây ngoài chợ.", set()),
    ("vi", "Gạo", "Việt Nam bán gạo cho Mỹ và cho nước Nga.", {"Vietnam", "United States", "Russia"}),
    ("vi", "Đẹp", "Bức tranh rất mỹ thuật, màu sắc hài hòa.", set()),
    ("de", "Brücke", "In Berlin wurde eine Brücke eröffnet. Berlins Straßen waren voll.", {"Berlin"}),
    ("de", "Ernte", "Die Ernte in Deutschland ist gut, sagte ein Bauer in Paris.", {"Germany", "Paris"}),
    ("de", "Bäcker", "Der Bäcker verkaufte Berliner und Pariser Brot.", set()),
    ("fr", "Pont", "Le maire de Paris a ouvert un pont. La France dort.", {"Paris"}),
    ("fr", "Un vote", "Un vote a eu lieu. Un élu est parti.", set()),
    ("pl", "Most", "W Kijowie otwarto most. Mieszkańcy Berlina przysłali kwiaty.", {"Kyiv", "Berlin"}),
    ("tr", "Köprü", "Berlin'de köprü açıldı, Paris'ten konuklar geldi.", {"Berlin", "Paris"}),
    ("fi", "Silta", "Houstonissa avattiin silta. Tokyo lähetti kukkia.", {"Houston", "Tokyo"}),
    ("ar", "جسر", "افتتح جسر جديد في حلب، وجاء ضيوف من مصر.", {"Aleppo", "Egypt"}),
    ("ar", "سوق", "باع التاجر القمح والتمر في السوق القديم.", set()),
    ("ja", "橋", "東京で橋が開通した。京都からも客が来た。", {"Tokyo", "Kyoto"}),
    ("ja", "雪", "東京都で雪が降った。", {"Tokyo"}),
    ("ja", "料理", "リヨネーズという料理を食べた。", set()),
    ("ru", "Мост", "Мост через реку открыли вечером, играл оркестр.", set()),
]  # fmt: skip


def test_precision_and_recall_on_the_labelled_set() -> None:
    terms = finder(GEORGIA + ODESA)
    right = wrong = missed = 0
    errors = []
    for language, title, body, expected in LABELLED:
        found = set(terms.find(Draft(title=title, body=body, language=language)).places)
        right += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)
        errors += [(body, found, expected)] if found != expected else []
    assert len(LABELLED) >= 40
    assert right / (right + wrong) >= 0.95, errors
    assert right / (right + missed) >= 0.9, errors
