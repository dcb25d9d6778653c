"""What stands in the addresses of cadres besides numbers and codes."""


class Sha256:
    regex = "[0-9a-f]{64}"

    def to_python(self, value):
        return value

    to_url = to_python
