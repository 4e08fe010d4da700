"""Words of bylines in many languages: what stands before names, beside them and instead of them."""

from __future__ import annotations

import re


def _any_of(text: str) -> str:
    """A pattern for one of the words of a list that `|` separates, longest first."""
    words = sorted((word.strip() for word in text.split("|")), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)


# Before a name, followed by a space.
_PREPOSITIONS = (
    "by|written by|posted by|reported by|reporting by|story by|text by|words by|published by|submitted by|"
    "article by|analysis by|photos by|von|ein beitrag von|eine analyse von|ein kommentar von|par|"
    "propos recueillis par|publié par|por|escrito por|publicado por|di|a cura di|scritto da|door|przez|"
    "автор|автори|авторы|написав|написала|phóng viên|pv|tác giả|bài và ảnh|theo|بقلم|كتب|كتبت|تقرير|av|af|"
    "skriven av|kirjoittanut|yazan|oleh|от|від|记者|記者|reporter|author|autor|autora|autore|auteur|auteure|"
    "autorin/autor|pressemitteilung von"
)
# Before a name, followed by a colon or an equals sign.
_LABELS = (
    "by|author|authors|written by|writer|text|words|story|reporter|editor|source|interview|protokoll|"
    "autor|autoren|autorin|autorin/autor|autor/in|"
    "texte|von|redakteur|redaktion|auteur|auteurs|texto|autores|redacción|reportaje|testo|autore|autrice|"
    "tekst|tekst i zdjęcia|autorzy|текст|автор|автори|авторы|авторка|журналіст|кореспондент|корреспондент|"
    "tác giả|bài|phóng viên|thực hiện|theo|الكاتب|المؤلف|بقلم|文|取材・文|撰文|作者|記者|记者|文・写真|글|"
    "기자|yazar|penulis|text och foto|tekst og foto"
)
PREFIX = re.compile(
    rf"^\W{{0,3}}(?:(?:{_any_of(_LABELS)})\s?[:：=＝／]|(?:{_any_of(_PREPOSITIONS)}):?(?=\s|\Z))\s*",
    re.IGNORECASE,
)

# A part of a byline that holds one of these words is what a person does, not who.
_ROLES = (
    "editor|editors|reporter|correspondent|columnist|contributor|author|writer|journalist|producer|"
    "leiter|leiterin|projektleiter|projektleiterin|referent|referentin|sprecher|sprecherin|pressesprecher|"
    "pressesprecherin|chefredakteur|chefredakteurin|analyst|professor|lecturer|fellow|director|president|manager|specialist|senior|freelance|intern|"
    "bureau chief|redakteur|redakteurin|korrespondent|korrespondentin|reporterin|journaliste|rédacteur|"
    "rédactrice|correspondant|envoyé spécial|envoyée spéciale|redactor|redactora|corresponsal|periodista|"
    "jornalista|repórter|correspondente|giornalista|inviato|corrispondente|redacteur|verslaggever|"
    "dziennikarz|dziennikarka|корреспондент|кореспондент|кореспондентка|журналист|журналіст|журналістка|"
    "редактор|phóng viên|biên tập viên|مراسل|محرر|記者|编辑|編集委員|특파원"
)
ROLE = re.compile(rf"(?<!\w)(?:{_any_of(_ROLES)})(?!\w)", re.IGNORECASE)

# A desk, an agency or an outlet: an author when no person is named.
_DESKS = (
    "newsroom|news desk|newsdesk|desk|staff|editorial|editorial board|editors|admin|administrator|"
    "webmaster|team|redaktion|redakcja|redacción|redação|redazione|redactie|rédaction|la rédaction|"
    "редакція|редакция|ban biên tập|tòa soạn|التحرير|編集部|编辑部|editor|press|press release|wire|agency|"
    "agencies|agencia|agence|agentur|agenzia|agencja|агентство|thông tấn xã|وكالة|وكالات|通信社|通讯社|"
    "news|times|post|daily|herald|tribune|gazette|journal|guardian|magazine|media|network|radio|tv|"
    "television|online|bulletin|observer|chronicle|telegraph|zeitung|nachrichten|tageblatt|noticias|"
    "notícias|notizie|nieuws|новини|новости|báo|tạp chí|新聞|新闻|日报|뉴스|group|inc|ltd|gmbh|llc|"
    "corporation|university|institute|ministry|reuters|afp|ap|associated press|dpa|epa|efe|ansa|anp|pap|"
    "apa|sda|tass|тасс|ria|xinhua|kyodo|bloomberg|bbc|cnn|pti|ians|ani|укрінформ|уніан|інтерфакс|"
    "интерфакс|vov|vtv|ttxvn|vnexpress|時事|共同"
)
DESK = re.compile(
    rf"(?<!\w)(?:{_any_of(_DESKS)})(?!\w)|(?:新聞|新闻|日报|通信社|通讯社|編集部|编辑部)$", re.IGNORECASE
)

# Words of menus, buttons and counters: a part with one of them names nobody.
_NO_NAMES = (
    "the|this|that|is|are|was|were|more|read|min|mins|minute|minutes|hour|hours|ago|day|days|share|tweet|"
    "subscribe|sign|log|login|register|menu|home|search|contact|about|us|privacy|policy|terms|cookie|"
    "cookies|comment|comments|follow|email|print|save|facebook|twitter|instagram|linkedin|whatsapp|"
    "updated|published|posted|last|modified|today|yesterday|est|gmt|utc|pm|am|edt|ist|cet|uhr|"
    "aktualisiert|stand|veröffentlicht|mis à jour|publié|actualizado|publicado|aggiornato|atualizado|"
    "оновлено|обновлено|cập nhật|views|view|likes|oder|nicht|all|rights|reserved|latest|top|breaking|"
    "weitere|weiterer|mehr|information|informationen|infos|artikel|quelle|quellen|kontakt|hinweis|hinweise|"
    "click|here|この記事を書いた人|unknown|anonymous|none|null|undefined|not|archive|category|tags|tag|related|next|previous|как|это|"
    "для|của|không|menü|suche|teilen|kommentare|drucken|partager|compartir|condividi|поділитися|"
    "поделиться|chia sẻ|bình luận|مشاركة|기사입력|입력|승인|シェア|分享|공유"
)
NO_NAME = re.compile(rf"(?<!\w)(?:{_any_of(_NO_NAMES)})(?!\w)", re.IGNORECASE)

# Behind a name, in small letters, when a place, an outlet or a day follows.
BEHIND = r"in|on|at|for|from|to|für|bei|aus|à|pour|para|per|tại|для|в|у|a|an|the"

# Between two names.
CONJUNCTION = re.compile(
    r"\s*(?:,\s*(?:and|und|et|y)\s|[,、，，;&＋]|"
    r"\s(?:and|und|et|y|e|en|i|og|och|та|и|і|й|và|ve|dan|with|mit|avec|con)\s|\sو\s?)\s*",
    re.IGNORECASE,
)

# Small words inside names.
PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "do",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "zu",
        "zur",
        "af",
        "av",
        "bin",
        "ibn",
        "al",
        "el",
        "y",
        "e",
        "und",
        "mac",
        "mc",
        "st",
        "san",
        "d'",
        "l'",
        "'t",
    ]
)
