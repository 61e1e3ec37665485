"""What may an aanbieder tell besides that an entry holds? Without a token: the address of the page is the secret."""

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField

from collectief.models import MAX_LANG
from webapp.wijzigingsvoorstel_form import KloptNietForm, VisitorForm


class AanpassenForm(KloptNietForm):
    """The published entry, to change what is different now."""

    class Meta:
        csrf = False


class GestoptForm(VisitorForm):
    """That it does not exist any more."""

    toelichting = TextAreaField(
        _("Wilt u er iets bij zeggen?"),
        description=_("Bijvoorbeeld sinds wanneer, of waar mensen nu heen kunnen."),
        render_kw={"maxlength": MAX_LANG, "rows": 3},
    )

    class Meta:
        csrf = False
