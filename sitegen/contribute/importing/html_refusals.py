"""Pages that hold no article, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.contribute.importing.body_blocks import Block
from sitegen.contribute.importing.html_source import HtmlSource
from sitegen.contribute.importing.values import NoArticleError

_LEAST = 200
_SCANTY = 700
_ERROR = re.compile(
    r"^\W*(?:(?:error\s+)?(?:403|404|410|500|502|503)\b|error\b.{0,20}$|page not found|not found$|"
    r"access denied|forbidden|"
    r"just a moment|attention required|are you a robot|bad gateway|service unavailable|seite nicht gefunden|"
    r"page (?:non trouvée|introuvable)|página no encontrada|página não encontrada|pagina non trovata|"
    r"сторінку не знайдено|"
    r"страница не найдена|không tìm thấy trang|الصفحة غير موجودة|ページが見つかりません|页面不存在)",
    re.IGNORECASE,
)  # fmt: skip
_PAYWALL = re.compile(
    r"subscribe to (?:continue|read)|subscribers? only|to continue reading|already a subscriber|"
    r"subscribe now to|for subscribers|"
    r"unlock this article|register to (?:read|continue)|nur für abonnenten|weiterlesen mit|jetzt abonnieren|"
    r"réservé aux abonnés|il vous reste .{1,20}% de cet article|"
    r"contenido exclusivo para suscriptores|suscríbete para|exclusivo para assinantes|"
    r"riservato agli abbonati|для передплатників|только для подписчиков|dành cho thuê bao|この記事は会員限定|"
    r"有料会員|仅限订阅",
    re.IGNORECASE,
)  # fmt: skip
_CONSENT = re.compile(
    r"before you continue|we (?:and our partners )?(?:use|value).{0,40}(?:cookies|privacy)|"
    r"accept all(?: cookies)?|"
    r"your privacy choices|cookie-einstellungen|mit werbung weiterlesen|accepter et continuer|"
    r"aceptar y continuar",
    re.IGNORECASE,
)  # fmt: skip


def refuse_no_article(source: HtmlSource, title: str, blocks: Sequence[Block]) -> None:
    """Raises `NoArticleError` with the reason for a page that looks like no article."""
    texts = [block.text for block in blocks if block.kind not in ("heading", "figure")]
    length = sum(len(text) for text in texts) + sum(text_is_dense(text) for text in texts)
    whole = " ".join(texts)
    if length < _SCANTY and _ERROR.match(title or source.document_title):
        raise NoArticleError("it looks like an error page")
    around = whole if length >= _LEAST else source.tree.text_content()[:20_000]
    if length < _SCANTY and (_PAYWALL.search(around) or _says_paid(source)):
        raise NoArticleError("it looks like a notice of a paywall: the article itself is not there")
    if length < _SCANTY and _CONSENT.search(around) and len(whole) < _LEAST:
        raise NoArticleError("it looks like a page that asks for consent to cookies")
    if _is_list(source, blocks):
        raise NoArticleError("it looks like a front page or a list of articles")
    if length < _LEAST:
        raise NoArticleError("it holds too little text for an article")


def text_is_dense(text: str) -> int:
    """Signs of scripts that write a word in one or two of them: they count twice more."""
    return 2 * sum("\u3040" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3" for sign in text)


def _says_paid(source: HtmlSource) -> bool:
    return str(source.article.get("isAccessibleForFree", "")).lower() == "false"


def _is_list(source: HtmlSource, blocks: Sequence[Block]) -> bool:
    """Mostly links, or the root of a site without an article in its data."""
    inner = [block for block in blocks if block.kind != "figure"]
    words = sum(len(block.text) for block in inner)
    linked = sum(len(block.text) * block.linked_share for block in inner)
    if inner and linked > 0.6 * words:
        return True
    path = source.url.split("/", 3)[3:] if source.url.count("/") > 2 else []
    front = bool(source.url) and not "".join(path).strip("/") and not source.article
    return front and source.meta("og:type") in ("website", "")
