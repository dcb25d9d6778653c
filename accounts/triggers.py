"""How a migration makes a trigger, and unmakes it, on either database."""


def by_vendor(statements):
    """What a migration's RunPython calls: it executes the list of {vendor: list of SQL}."""

    def execute(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute
