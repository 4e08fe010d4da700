# ruff: noqa: E501  (one line of a page is one paragraph)
"""Web pages as a browser copies them: all visible text, no markup. All in them is invented."""

from __future__ import annotations

PORTAL_BODY = (
    "The decision was made known during a visit of the governor to the northern shore. His office said on "
    'March 12: "The bridge will carry trains and buses from the first of May, and cars a month later."',
    "This is the longest bridge of the province, and the only one that was built without a loan. Pictures shown "
    "by local television let the governor be seen in a helmet, beside the chief engineer Tam Oru.",
    "The railway has yet to say which trains will use it.",
    "Standing 40 metres above the water and about 12 kilometres from the town of Loma, the bridge replaces a "
    "ferry that has run since 1931. It was closed twice in the past winter because of the ice.",
    "The plan goes back to the late nineties, when engineers measured the depth of the strait for the first time "
    "and found that its ground was harder than everybody had believed.",
)

PORTAL = f"""Arboria.example - Window of the Island

Governor declares the bridge over the Sella Strait finished

(SRO) The governor of the island has announced that the bridge over the Sella Strait is finished, a year late.

Sella HeraldSella Herald13/03/2025

{PORTAL_BODY[0]}

{PORTAL_BODY[1]}

Video : The governor's visit to the northern shore.

{PORTAL_BODY[2]}

Screenshot 2025-03-12 at 09.14.55
Plan of the bridge. Photo: Skyview

{PORTAL_BODY[3]}

{PORTAL_BODY[4]}

Source: https://sellaherald.example/governor-bridge-finished-20418.html


Comment (0)

No data
No data

Same tag

Same category

The island's oldest lighthouse seen from the air on a clear and cold morning
Eat your way along the harbour of Loma in a single long weekend
Tea houses with early blossom decorations draw many young guests

Same author

Heritage

News

Products"""

GERMAN = """Zum Inhalt springen
Startseite
Politik
Wirtschaft
Sport
Anmelden

Bahnhof von Altenweiler wird erst im Herbst fertig

Die Arbeiten am Dach dauern länger als geplant, sagt die Stadt.

Von Anna Schmidt und Bernd Huber
21. November 2024, 14:05 Uhr

Teilen
Drucken

Der neue Bahnhof von Altenweiler wird nicht im Frühjahr eröffnet, sondern erst im Herbst des nächsten Jahres. Das teilte die Stadt am Donnerstag mit, nachdem der Rat darüber beraten hatte.

Foto: Klaus Beispiel

Grund sind Schäden am Dach, die bei einer Prüfung im Oktober entdeckt wurden. Zwölf Träger müssen ersetzt werden, und die Firma liefert sie frühestens im März.

Kosten steigen

Der Umbau wird damit um drei Millionen Euro teurer. Die Stadt will das Geld aus den Rücklagen nehmen, was im Rat nicht allen gefällt.

Lesen Sie auch: Neue Busse für die Altstadt

Bürgermeisterin Karin Lange sagte, sie verstehe den Ärger der Pendler. Bis zur Eröffnung fahren die Züge weiter am alten Bahnsteig ab.

Kommentare (12)
Meistgelesen
Neue Busse für die Altstadt
Der Markt zieht um
Impressum
Datenschutz
© 2024 Altenweiler Bote. Alle Rechte vorbehalten."""

UKRAINIAN = """Головна
Новини
Відео
Контакти

У Зеленодарі відкрили оновлену бібліотеку

21 листопада 2024 року, 10:20
Текст: Іван Петренко

У місті Зеленодар після двох років ремонту знову запрацювала центральна бібліотека, яка тепер має зал для дітей і майстерню. Про це повідомила міська рада.

Будівлю звели ще в 1911 році, і відтоді її жодного разу не ремонтували повністю. Роботи коштували вісім мільйонів гривень, половину з яких дали самі мешканці.

Фото: Олена Коваль

Директорка бібліотеки Марія Гнатюк каже, що за перший день прийшло понад шістсот людей. Багато хто приніс власні книжки, щоб подарувати їх громаді.

Читайте також: У місті висадили дві сотні лип

Бібліотека працює щодня з дев'ятої до сьомої, а в суботу до п'ятої години.

Коментарі
Популярне
У місті висадили дві сотні лип
Рух центром змінили на тиждень"""

JAPANESE = """ホーム
ニュース
スポーツ
ログイン

青葉町の古い橋、三年ぶりに通行再開

2024年11月21日 10時20分
文=山田太郎

青葉町の中心を流れる川に架かる古い橋が、三年にわたる修理を終えて二十一日に通行を再開した。町によると、橋は百年以上前に造られ、地震で大きな被害を受けていた。

修理では、もとの石をできるだけ残しながら、内側に新しい鉄の枠を入れた。費用は四億円で、その一部は全国からの寄付でまかなわれたという。

写真：青葉町提供

近くに住む会社員は「毎日遠回りをしていたので、本当にうれしい」と話していた。町は来年の春に記念の祭りを開く予定だ。

関連記事
駅前の市場が移転へ
図書館の開館時間が変わる"""

VIETNAMESE = """Trang chủ
Thời sự
Thể thao
Đăng nhập

Cầu gỗ làng Phước Hạ được sửa xong sau hai năm

Thứ Năm, 04/05/2023

Cây cầu gỗ nối hai bờ sông ở làng Phước Hạ đã được sửa xong và mở lại cho người dân từ sáng nay. Công trình kéo dài hơn hai năm vì thiếu gỗ tốt.

Ông Trần Văn Bình, trưởng làng, cho biết toàn bộ mặt cầu đã được thay mới, còn các trụ đá vẫn giữ nguyên như cũ. Chi phí do người dân và con em xa quê đóng góp.

Ảnh: Minh Khoa

Trong ngày đầu tiên, hàng trăm người đã đến xem và chụp ảnh cùng cây cầu. Nhiều em nhỏ đi học không còn phải vòng xa năm cây số.

Phóng viên Lê Minh

Tin liên quan
Chợ nổi mở cửa trở lại
Đường mới về làng nghề
Bình luận (3)"""

ARABIC = """الرئيسية
أخبار
رياضة
تسجيل

افتتاح المكتبة الجديدة في مدينة الزيتونة

بقلم محمد علي
٢١ نوفمبر ٢٠٢٤

افتتحت بلدية مدينة الزيتونة صباح اليوم المكتبة الجديدة بعد عامين من العمل المتواصل، وقد حضر الافتتاح مئات من السكان والطلاب.

وقال رئيس البلدية إن المكتبة تضم أكثر من عشرين ألف كتاب، وقاعة للأطفال، ومقهى صغيرا يطل على الحديقة العامة.

وأضاف أن الدخول سيكون مجانيا حتى نهاية العام، وأن المكتبة ستفتح أبوابها كل يوم من الصباح حتى المساء.

التعليقات
الأكثر قراءة
السوق القديم يعود إلى الحياة"""

# A program for PDF breaks the lines at a width.
WRAPPED = """THE HARBOUR LETTER

Ferry to the islands stops for the winter

By Jane Doe
3 December 2023

The ferry that connects the harbour with the outer islands will not run this
winter, because its engine has to be replaced and the company has no second
ship that could take its place.

Around two hundred people live on the islands throughout the year, and most
of them work in the town. The council will pay for a small boat that crosses
in the morning and in the evening when the weather allows it.

The company hopes that the ship will be back in the water before Easter, but
the maker of the engine has not yet promised a day for its delivery."""

HEADLINES = "\n".join(
    [
        "Home",
        "World",
        *(f"Harbour town number {number} opens a new market hall" for number in range(30)),
        "Privacy Policy",
    ]
)

NOT_FOUND = """Home
News
404
Page not found
Sorry, the page that you are looking for does not exist on this server any more. It may have been moved to
another address, or deleted by its author. You may want to go back to the front page, or to use the search.
Contact us"""
