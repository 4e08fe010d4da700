"""Phrases that stand around articles and in their midst, by kind, in many languages.

An import leaves out what they begin or fill; the linter reports those that no article would hold.
All are compared without case. English, German, French, Spanish, Portuguese, Italian, Ukrainian, Russian,
Vietnamese, Arabic, Japanese and Chinese.
"""

from __future__ import annotations

# Whole paragraphs.
ALONE = frozenset(
    """advertisement|advertisements|advertising|ad|story continues below advertisement|
    article continues below|
    article continues below this ad|story continues below|sponsored|sponsored content|share|share this|
    comments|comment|share this article|share this story|
    share on facebook|share on twitter|tweet|email|print|print this article|save|follow us|read more|
    related|more|see more|less|show more|load more|top|back to top|image|photo|video|loading|close|
    scroll to continue|play|copy link|link copied|subscribe|sign up|sign up now|log in|thanks for signing up!|
    sorry!|click to share|skip advertisement|continue reading|credit|facebook|twitter|whatsapp|linkedin|
    pinterest|
    reddit|telegram|view gallery|view this post on instagram|listen to this article|ad feedback|report ad|
    leave a reply|leave a comment|no comments|view comments|tell us what you think|
    anzeige|werbung|teilen|kommentare|mehr|drucken|artikel teilen|zur startseite|weiterlesen|nach oben|
    publicité|partager|commentaires|imprimer|lire la suite|partager cet article|lire plus tard|réagir|
    publicidad|compartir|comentarios|imprimir|leer más|anuncio|comparte|más información|
    publicidade|compartilhar|comentários|comentarios|leia mais|continua após a publicidade|
    continua depois da publicidade|partilhar|
    pubblicità|condividi|commenti|stampa|leggi tutto|leggi di più|continua a leggere|
    реклама|поділитися|поширити|коментарі|друк|читати далі|поділитись|підписатися|
    поделиться|комментарии|печать|читать далее|подписаться|
    quảng cáo|chia sẻ|bình luận|in bài viết|xem thêm|lưu bài viết|theo dõi|
    إعلان|إعلانات|مشاركة|شارك|تعليقات|طباعة|اقرأ المزيد|
    広告|シェア|コメント|印刷|続きを読む|スポンサーリンク|ツイート|
    广告|廣告|分享|评论|打印|阅读更多|分享到""".replace("\n    ", "").split("|")
)

# Those of them that an article or a poem may well have as a paragraph of its own.
ALONE_IN_TEXTS = frozenset(
    """ad|sponsored|tweet|email|print|save|related|more|see more|less|show more|top|image|photo|video|
    loading|close|play|subscribe|sign up|sign up now|log in|sorry!|credit|facebook|twitter|whatsapp|linkedin|
    pinterest|reddit|telegram|comment|anuncio|
    mehr|drucken|nach oben|imprimer|réagir|imprimir|comparte|más información|stampa|друк|підписатися|печать|
    подписаться|theo dõi|شارك|印刷""".replace("\n    ", "").split("|")
)

# How a paragraph begins that sends the reader to other pages; no longer than a few lines.
ELSEWHERE = tuple(
    """read more|read also|also read|read next|see also|related:|related story|related stories|
    related articles|
    [related|more on this|more from|more:|further reading|don't miss|you may also like|
    you might also like|recommended:|
    read the full|must read|watch:|watch now:|listen:|in case you missed|click here to|for more on|most read|
    lesen sie auch|lesen sie hier|lesen sie mehr|auch interessant|mehr zum thema|mehr dazu|
    das könnte sie auch|lies auch|
    lire aussi|à lire aussi|a lire aussi|lire également|à voir aussi|voir aussi|sur le même sujet|>> lire|
    lea también|lee también|lea además|te puede interesar|también te puede|más sobre|leer también|ver también|
    leia também|leia mais|veja também|saiba mais|veja mais|confira também|
    leggi anche|vedi anche|potrebbe interessarti|ti potrebbe interessare|leggi pure|
    читайте також|читайте також:|дивіться також|також читайте|більше новин|нагадаємо, раніше|
    читайте также|смотрите также|также читайте|подробнее:|читать также|
    xem thêm|đọc thêm|>>|tin liên quan|bài liên quan|mời độc giả|có thể bạn quan tâm|
    اقرأ أيضا|اقرأ أيضاً|إقرأ أيضا|اقرأ ايضا|شاهد أيضا|شاهد أيضاً|مواضيع ذات صلة|
    関連記事|あわせて読みたい|こちらも|【関連|関連リンク|おすすめ記事|
    相关阅读|延伸阅读|相关新闻|相关报道|更多阅读|相關新聞|延伸閱讀|推荐阅读""".replace("\n    ", "").split(
        "|"
    )
)

# Those of them with which an editor, too, may lead on to what belongs to the article.
ELSEWHERE_IN_TEXTS = tuple(
    """see also|more on this|more from|more:|further reading|recommended:|must read|watch:|listen:|
    for more on|mehr dazu|voir aussi|à voir aussi|más sobre|ver también|vedi anche|xem thêm|>>|こちらも|
    関連リンク|更多阅读|
    дивіться також|смотрите также|подробнее:|нагадаємо, раніше|read the full|related:""".replace(
        "\n    ", ""
    ).split("|")
)

# Anywhere in a short paragraph: newsletters, cookies, channels, subscriptions, apps.
ASKING = tuple(
    """sign up for|sign up to|subscribe to|subscribe now|our newsletter|newsletter signup|
    delivered to your inbox|
    in your inbox|to your inbox|download our app|download the app|follow us on|like us on facebook|
    join our telegram|
    join our whatsapp|we use cookies|uses cookies|privacy policy|terms of use|terms of service|
    terms and conditions|all rights reserved|
    support our journalism|become a member|create a free account|already a subscriber|have a tip?|
    send us your|your email address|there was an error processing|enable javascript|may earn a commission|
    affiliate commission|recaptcha|comments are closed|click here to subscribe|free daily newsletter|
    may be reached at|follow him on|follow her on|
    newsletter abonnieren|newsletter anmelden|unseren newsletter|folgen sie uns|verwenden cookies|
    datenschutzerklärung|alle rechte vorbehalten|
    abonnez-vous|inscrivez-vous|notre newsletter|suivez-nous|utilise des cookies|tous droits réservés|
    suscríbete|suscríbase|nuestro boletín|nuestra newsletter|síguenos|síganos|utiliza cookies|
    todos los derechos reservados|
    inscreva-se|assine nossa|assine a newsletter|siga-nos|nossa newsletter|receba as notícias|
    todos os direitos reservados|
    iscriviti alla|nostra newsletter|seguici su|utilizza cookie|riproduzione riservata|
    tutti i diritti riservati|
    підписуйтесь|підписуйтеся|наш telegram|наш телеграм|стежте за нами|приєднуйтесь|усі права захищені|
    подписывайтесь|подпишитесь на|наш телеграм|все права защищены|следите за нами|
    theo dõi chúng tôi|đăng ký nhận|bản quyền thuộc|tải ứng dụng|
    تابعنا|اشترك في|النشرة البريدية|النشرة الإخبارية|جميع الحقوق محفوظة|
    ニュースレター|メルマガ|無断転載|フォローして|会員登録|
    订阅我们|关注我们|版权所有|扫描二维码|下载app|未经授权""".replace("\n    ", "").split("|")
)

# Those of them that only a page says of itself, to its readers.
ASKING_READERS = tuple(
    """subscribe to our|subscribe now|our newsletter|newsletter signup|delivered to your inbox|
    download our app|follow us on|like us on facebook|join our telegram|join our whatsapp|we use cookies|
    support our journalism|create a free account|already a subscriber|have a tip?|
    your email address will not|there was an error processing|enable javascript|may earn a commission|
    click here to subscribe|free daily newsletter|comments are closed|all rights reserved|
    newsletter abonnieren|newsletter anmelden|unseren newsletter|folgen sie uns|
    alle rechte vorbehalten|notre newsletter|suivez-nous|tous droits réservés|
    nuestro boletín|nuestra newsletter|síguenos|todos los derechos reservados|
    assine nossa|assine a newsletter|siga-nos|nossa newsletter|todos os direitos reservados|
    nostra newsletter|seguici su|riproduzione riservata|tutti i diritti riservati|
    підписуйтесь на наш|наш telegram|наш телеграм|стежте за нами|усі права захищені|
    подписывайтесь на наш|все права защищены|следите за нами|
    theo dõi chúng tôi|bản quyền thuộc|جميع الحقوق محفوظة|無断転載|订阅我们|关注我们|版权所有""".replace(
        "\n    ", ""
    ).split("|")
)

# Headings after which there is no more of the article.
LAST_HEADINGS = tuple(
    """related|related articles|related stories|related posts|related news|related content|read more|
    read next|comments|comment|
    more from|more stories|more news|most read|most popular|trending|recommended|you may also like|
    you might also like|
    leave a reply|leave a comment|about the author|latest news|sign up|share this|more on this story|
    top stories|what others are reading|
    mehr zum thema|das könnte sie auch interessieren|meistgelesen|kommentare|ähnliche artikel|
    sur le même sujet|à lire aussi|les plus lus|commentaires|articles similaires|
    noticias relacionadas|lo más leído|comentarios|artículos relacionados|te puede interesar|
    notícias relacionadas|mais lidas|comentários|veja também|leia também|
    articoli correlati|leggi anche|i più letti|commenti|potrebbe interessarti|
    читайте також|схожі новини|коментарі|популярне|читайте также|комментарии|похожие новости|популярное|
    tin liên quan|bình luận|tin cùng chuyên mục|đọc nhiều|xem thêm|
    مواضيع ذات صلة|اقرأ أيضا|اقرأ أيضاً|الأكثر قراءة|التعليقات|
    関連記事|コメント|人気記事|ランキング|おすすめ記事|相关阅读|相关新闻|评论|热门文章|延伸阅读""".replace(
        "\n    ", ""
    ).split("|")
)

# Where the menu of a page leads to: the ends of it, and the sections between, which stand in texts, too.
MENU_ENDS = frozenset(
    """home|home page|homepage|contact|contact us|about|about us|menu|search|log in|login|sign in|
    register|my account|startseite|kontakt|impressum|suche|anmelden|accueil|contactez-nous|rechercher|
    se connecter|inicio|contacto|buscar|início|contato|página inicial|contatti|cerca|strona główna|
    головна|контакти|пошук|главная|контакты|поиск|trang chủ|liên hệ|tìm kiếm|đăng nhập|الرئيسية|
    اتصل بنا|首页|首頁|ホーム|お問い合わせ|홈""".replace("\n    ", "").split("|")
)
MENU = MENU_ENDS | frozenset(
    """news|latest news|latest|local|world|national|international|politics|business|economy|opinion|
    sport|sports|culture|arts|entertainment|lifestyle|life|health|science|technology|tech|travel|
    weather|video|videos|photos|podcasts|newsletter|newsletters|archive|jobs|events|education|
    environment|features|nachrichten|politik|wirtschaft|kultur|wissenschaft|wetter|actualités|
    politique|économie|culture|météo|noticias|política|economía|deportes|cultura|opinión|notícias|
    economia|esportes|esporte|cronaca|politica|новини|політика|економіка|спорт|культура|новости|
    политика|экономика|thời sự|thế giới|kinh tế|văn hóa|thể thao|giải trí|giáo dục|sức khỏe|pháp luật|
    đời sống|du lịch|khoa học|công nghệ""".replace("\n    ", "").split("|")
)
