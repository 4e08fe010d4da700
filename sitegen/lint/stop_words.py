"""The commonest little words of some languages, by which a text is known to be in one of them.

They are articles, pronouns, prepositions and forms of “to be”: some three in ten words of any text are
among them. Names, quotations and terms are not.
"""

from __future__ import annotations

from collections.abc import Mapping

_WORDS = {
    "bg": "и на в се за от с да е не са че по като до той тя които беше при след ще която този тази със си "
    "това",
    "be": "і у на што не з да як па за ад гэта быў яна яны але ён для яго пра калі або пасля былі таксама",
    "cs": "a se na v je že s z do o i k ve pro jsou za by ale jako byl od po jeho jsem podle která který "
    "také",
    "da": "og i at det er en til på som med for af de den der ikke et har var han fra om ved blev efter "
    "eller også",
    "de": "der die das und in den von zu mit des im auf für ist dem nicht ein eine sich als auch es an "
    "werden aus bei hat dass nach wurde sie er wird sind einer einem eines war",
    "en": "the of and to in a is that for on was with as it by at from be are were an this which had has "
    "his have not their they been but or who its would said after he she",
    "es": "de la que el en y a los del se las por un para con una su al es lo como más pero sus le fue este "
    "ha no entre sobre también desde hasta cuando son según",
    "fi": "ja on ei että oli se hän mutta ovat kun sekä myös joka mukaan kuin niin tai ole jo jossa olivat "
    "sen hänen vuonna jotka sitä",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont "
    "avec son aux été cette ses mais ont comme après selon",
    "hu": "a az és hogy nem is egy volt meg de csak már ez el azt mint még ki vagy aki szerint után kell "
    "amely ezt lesz között",
    "id": "yang dan di dari untuk pada dengan ini itu dalam tidak akan oleh ke sebagai juga telah adalah "
    "mereka karena bahwa tersebut menjadi setelah kepada",
    "it": "di e che la il un a per in una è non del della i da con si le dei al nel più come alla ha sono "
    "anche gli delle dal sul nella ma stato",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er die om ook als door bij naar uit nog "
    "wel hij werd deze maar heeft hebben over worden",
    "no": "og i det er på som en til av for med at de ikke den har et om var fra ved seg han også etter ble "
    "eller kan skal mot",
    "pl": "w i z a na się do nie że o to jest jak za od po przez który dla ale czy oraz są ich był tym "
    "które która przy jego już także było",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao foi das seu "
    "sua ou são pelo pela até isso entre depois também ele",
    "ro": "de și în la a cu pe nu că din o un care au este pentru mai fi sunt ce dar prin după sau lui "
    "acest fost către iar într",
    "ru": "и в на не что с по как к из у за от о же для это но его то все был так они или при после которые "
    "было были также до она года который",
    "sv": "och i att det som en på är av för med den till inte de om ett har han var från vid sig men efter "
    "eller också kan blev hade mot",
    "tr": "ve bir bu da de için ile olarak daha çok en olan gibi sonra kadar ne ama ya değil her göre oldu "
    "tarafından ise olduğu",
    "uk": "і в на не що з у до та за як від про це для по його але й який які був були також було після "
    "вона вони він або під час щоб",
    "vi": "và của là có được cho các trong một những với không đã người này ở khi để từ đến ra về theo tại "
    "sẽ cũng như nhiều vào trên ngày năm bị",
}  # fmt: skip
STOP_WORDS: Mapping[str, frozenset[str]] = {code: frozenset(words.split()) for code, words in _WORDS.items()}
# The names of these languages in English, for messages; and of those that are known by their script.
NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish",
    "de": "German", "el": "Greek", "en": "English", "es": "Spanish", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "km": "Khmer", "ko": "Korean", "lo": "Lao",
    "my": "Burmese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
