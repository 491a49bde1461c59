namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RevisionTests
{
    // Where a function has changed: raise Migrations.Revision, and put the new revision and what its functions are known by here.
    private const int Revision = 6;
    private const string Functions = "a17cf5dd7cb231f667e586eb6852c1c8";

    [Fact]
    public void Functions_that_have_changed_have_a_higher_revision() =>
        PostgresSchema.Script().Should().Contain($"SET functions = '{Functions}', revision = {Revision} ");
}
