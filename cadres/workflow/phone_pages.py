"""Pages that a cadre sees as phone pages, everybody else at a desk."""


class ForCadre:
    """A page that a cadre sees as a phone page, everybody else as a desk page."""

    phone_template = ""

    def get_template_names(self):
        if self.request.user.role == "cadre":
            return [self.phone_template]
        return super().get_template_names()
