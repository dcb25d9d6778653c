"""A file to be attached: how large it may be is a rule, what it is its content says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cadres.documents.pictures import MB

from ..attachments import largest

TAKEN = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"


class AttachmentForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("PDF, Word (.docx), Excel (.xlsx), JPEG or PNG; pictures lose place and time."),
        widget=forms.ClearableFileInput(attrs={"accept": TAKEN, "class": "form-control"}),
    )

    def clean_file(self):
        file, most = self.cleaned_data["file"], largest()
        if file.size > most:
            raise forms.ValidationError(
                _("An attachment may have %(n)d MB at most.") % {"n": most // MB}
            )
        return file
