"""Words by which the parts of a copied web page are known, in many languages."""

from __future__ import annotations

import re


def _words(text: str) -> str:
    words = sorted((" ".join(word.split()) for word in text.split("|")), key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words)


# Whole lines after which a page no longer tells its article: comments, related headlines.
_END = _words(
    "comments|comment|leave a comment|leave a reply|post a comment|add a comment|join the conversation|"
    "show comments|view comments|read comments|responses|replies|related|related articles|related stories|"
    "related content|related posts|related news|related topics|related links|related coverage|"
    "more stories|more from|more on this story|more news|more articles|more on this|recommended|"
    "recommended for you|recommended stories|you may also like|you might also like|"
    "you may also be interested in|you might be interested in|also read|read next|up next|next article|"
    "previous article|latest news|latest stories|latest articles|latest|most read|most popular|"
    "most viewed|most recent|popular|popular posts|popular articles|trending|trending now|"
    "trending stories|top stories|editor's picks|editors' picks|editor’s picks|about the author|about us|"
    "sponsored|sponsored content|promoted|promoted stories|from the web|around the web|more from the web|"
    "same tag|same category|same author|newsletter|recent posts|recent articles|recent stories|"
    "conversations|post navigation|share this|share this article|share this story|tags|topics|see also|"
    "kommentare|kommentar schreiben|diskussion|mehr zum thema|zum thema|verwandte artikel|"
    "ähnliche artikel|das könnte sie auch interessieren|auch interessant|meistgelesen|"
    "meistgelesene artikel|mehr aus|weitere artikel|weitere meldungen|neueste artikel|schlagworte|"
    "schlagwörter|themen|startseite|empfohlene artikel|commentaires|commentaire|laisser un commentaire|"
    "réagir|à lire aussi|lire aussi|sur le même sujet|articles liés|articles similaires|"
    "vous aimerez aussi|les plus lus|à la une|dernières actualités|dans la même rubrique|mots-clés|"
    "comentarios|comentario|deja un comentario|noticias relacionadas|artículos relacionados|relacionados|"
    "relacionadas|te puede interesar|también te puede interesar|más leídas|lo más leído|lo más visto|"
    "más noticias|últimas noticias|etiquetas|temas|comentários|comentário|deixe um comentário|leia também|"
    "leia mais|veja também|notícias relacionadas|mais lidas|últimas notícias|artigos relacionados|"
    "commenti|lascia un commento|leggi anche|articoli correlati|correlati|potrebbe interessarti|"
    "i più letti|ultime notizie|reacties|reageer|gerelateerd|gerelateerde artikelen|lees ook|"
    "meest gelezen|meer nieuws|laatste nieuws|komentarze|dodaj komentarz|czytaj także|czytaj też|"
    "zobacz także|zobacz też|powiązane|podobne artykuły|polecane|najczęściej czytane|najnowsze|коментарі|"
    "коментувати|залишити коментар|читайте також|схожі новини|новини за темою|за темою|популярне|"
    "останні новини|теги|комментарии|оставить комментарий|читайте также|похожие новости|по теме|"
    "новости по теме|популярное|последние новости|bình luận|ý kiến|tin liên quan|bài liên quan|"
    "tin cùng chuyên mục|cùng chuyên mục|cùng chủ đề|cùng tác giả|đọc thêm|xem thêm|đọc nhiều|"
    "đọc nhiều nhất|tin mới|tin mới nhất|tin nổi bật|tin khác|chủ đề|từ khóa|التعليقات|تعليقات|اقرأ أيضا|"
    "اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|المزيد|الأكثر قراءة|コメント|関連記事|関連ニュース|"
    "あわせて読みたい|おすすめ記事|ランキング|人気記事|最新記事|新着記事|评论|評論|相关新闻|相關新聞|"
    "相关阅读|相关文章|延伸阅读|延伸閱讀|推荐阅读|热门|댓글|관련기사|관련 기사|많이 본 뉴스|인기기사|"
    "yorumlar|ilgili haberler|komentarai|kommentarer"
)
END = re.compile(rf"^\W*(?:\d+\s)?(?:{_END})\s*[:：.…]*\s*(?:\(?\s*[\d.,]*\s*\)?)\W*$", re.IGNORECASE)

# The line above a word about who wrote the article.
ABOUT = re.compile(
    r"^(?:about|über|sobre|à propos de|su|over|o autorze|про|об|về)\s"
    r"(?:the author|[^\W\d_]\S*\s[^\W\d_]\S*(?:\s\S+){0,2})$",
    re.IGNORECASE,
)

# Words of buttons and menus: a short line with one of them is no article.
_BUTTONS = _words(
    "share|tweet|advert|opt-in|requires javascript|enable javascript|facebook|twitter|linkedin|whatsapp|"
    "telegram|pinterest|reddit|instagram|youtube|e-mail|email|print|save|subscribe|sign up|sign in|log in|"
    "login|register|follow us|follow|newsletter|copy link|read more|click here|advertisement|cookie|"
    "cookies|privacy policy|terms of use|terms of service|contact us|about us|all rights reserved|"
    "copyright|©|powered by|skip to content|skip to main content|skip to main|menu|search|"
    "toggle navigation|home|download the app|download|loading|reply|report abuse|flag|teilen|drucken|"
    "merken|abonnieren|anmelden|anzeige|werbung|impressum|datenschutz|agb|merkliste|zur startseite|"
    "partager|imprimer|s'abonner|abonnez-vous|publicité|mentions légales|se connecter|compartir|imprimir|"
    "suscríbete|suscribirse|publicidad|iniciar sesión|aviso legal|compartilhar|partilhar|assine|"
    "publicidade|condividi|stampa|abbonati|pubblicità|delen|deel|afdrukken|abonneer|advertentie|"
    "udostępnij|drukuj|reklama|zaloguj|поділитися|поширити|друк|реклама|підписатися|підписуйтесь|"
    "поделиться|подписаться|подписывайтесь|войти|chia sẻ|in bài|quảng cáo|đăng nhập|đăng ký|trang chủ|"
    "theo dõi|مشاركة|شارك|طباعة|اشترك|إعلان|تسجيل|シェア|ツイート|ログイン|会員登録|広告|分享|打印|登录|"
    "注册|广告|공유|로그인|구독|광고"
)
BUTTON = re.compile(rf"(?<!\w)(?:{_BUTTONS})(?!\w)", re.IGNORECASE)

# "Read also: …" inside the article's text.
_READ_ALSO = _words(
    "read also|also read|read more|read|related|see also|more|watch|see more|don't miss|don’t miss|"
    "sign up|lesen sie auch|mehr dazu|lesen sie|lesen sie mehr|à lire aussi|lire aussi|lire|à lire|"
    "voir aussi|lee también|leer también|leer más|lea también|ver también|te puede interesar|leia também|"
    "leia mais|veja também|leggi anche|guarda anche|lees ook|czytaj także|czytaj też|czytaj więcej|"
    "zobacz też|zobacz także|читайте також|дивіться також|читайте также|смотрите также|đọc thêm|xem thêm|"
    "đọc tiếp|mời xem|اقرأ أيضا|اقرأ أيضاً|関連記事|관련기사|相关阅读|延伸阅读"
)
READ_ALSO = re.compile(rf"^\W*(?:{_READ_ALSO})\s*[:：|>»→]", re.IGNORECASE)

# A picture's or a video's line.
_MEDIA = _words(
    "photo|photos|photograph|picture|image|images|video|videos|watch|gallery|illustration|"
    "illustrative image|screenshot|map|graphic|infographic|file photo|photo by|photo credit|image credit|"
    "image source|credit|pictured|caption|foto|fotos|bild|bilder|grafik|karte|vidéo|carte|crédit|"
    "crédit photo|imagen|vídeo|mapa|imagem|immagine|mappa|beeld|fot|zdjęcie|фото|відео|видео|ілюстрація|"
    "иллюстрация|скріншот|скриншот|карта|мапа|ảnh|hình ảnh|clip|bản đồ|ảnh minh họa|nguồn ảnh|صورة|الصورة|"
    "فيديو|写真|画像|動画|図|图|图片|視頻|视频|资料图|사진|영상"
)
MEDIA_LABEL = re.compile(rf"^\W{{0,3}}(?:{_MEDIA})(?:\s\d{{1,3}})?\s?(?:[:：=|/©]|by\s)", re.IGNORECASE)
# Who made a picture, at the end of a caption.
CREDIT = re.compile(
    rf"(?:^|[\s(\[（.。|])(?:{_MEDIA}|quelle|source|via|copyright|©|\(c\)|handout)\s?"
    r"(?:[:：/]|©|by\s|\(c\))\s?\S[^.!?。]{0,80}?[)\]）.]?$",
    re.IGNORECASE,
)
_AGENCIES = _words(
    "getty|getty images|reuters|afp|ap|ap photo|dpa|epa|efe|tass|ria novosti|xinhua|shutterstock|istock|"
    "istockphoto|unsplash|pexels|pixabay|flickr|wikimedia|wikimedia commons|alamy|imago|bloomberg|google|"
    "google maps|google earth|handout|supplied|file photo|file|courtesy"
)
# The same in brackets or after a dash, by the agency's name alone.
AGENCY_CREDIT = re.compile(
    rf"[(\[（—–|/]\s?(?:[^()\[\]]{{0,40}}/)?(?:{_AGENCIES})(?:[ /,][^()\[\]]{{0,40}})?[)\]）]?$",
    re.IGNORECASE,
)
_SCREENSHOTS = _words(
    "screenshot|screen shot|bildschirmfoto|capture d'écran|capture d’écran|captura de pantalla|schermata|"
    "schermafbeelding|zrzut ekranu|знімок екрана|снимок экрана|ảnh chụp màn hình|スクリーンショット|截屏|"
    "截图|스크린샷|img|dsc|image|photo|pxl"
)
# A caption that a page reads out to those who do not see it.
READ_OUT = re.compile(
    r"^(?:image|media|video|picture) (?:caption|source|copyright)(?!\w)|^media caption", re.IGNORECASE
)
# The name of a picture's file, as pages show it where they lack a caption.
MEDIA_FILE = re.compile(
    rf"^\W*(?:{_SCREENSHOTS})[\s_\-–(]*\d[\w\s.:,_\-–()]{{0,60}}$|"
    r"^[\w\-.,() ]{1,120}\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?|mp4|mov|webm|svg|pdf)$",
    re.IGNORECASE,
)

# The line that tells where the article was taken from.
_SOURCES = _words(
    "source|original source|source link|via|original article|read the original|quelle|originalartikel|"
    "fonte|fuente|source originale|bron|źródło|джерело|источник|nguồn|theo|nguồn tin|المصدر|出典|来源|"
    "來源|原文|引用元|ソース|출처|원문|kaynak|sumber|källa|kilde|originally published at|"
    "originally published on|first published at|first published on"
)
SOURCE = re.compile(rf"^\W{{0,3}}(?:{_SOURCES})\s?[:：]?\s?(?P<what>\S.{{0,500}})$", re.IGNORECASE)

_ERROR_PAGES = _words(
    "404|page not found|not found|403 forbidden|access denied|forbidden|internal server error|"
    "service unavailable|bad gateway|just a moment|attention required|are you a robot|"
    "verify you are human|checking your browser|enable javascript|enable cookies|seite nicht gefunden|"
    "page introuvable|página no encontrada|página não encontrada|pagina non trovata|pagina niet gevonden|"
    "nie znaleziono strony|сторінку не знайдено|страница не найдена|không tìm thấy trang|"
    "الصفحة غير موجودة|ページが見つかりません|页面不存在|페이지를 찾을 수 없습니다|too many requests|"
    "request blocked"
)
ERROR_PAGE = re.compile(rf"(?<!\w)(?:{_ERROR_PAGES})(?!\w)", re.IGNORECASE)
