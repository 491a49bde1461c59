namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RevisionTests
{
    // Where a function has changed: raise Migrations.Revision, and put the new revision and what its functions are known by here.
    private const int Revision = 34;
    private const string Functions = "70e9a1fb76d9b14adefb25e125be9714";

    [Fact]
    public void Functions_that_have_changed_have_a_higher_revision() =>
        PostgresSchema.Script().Should().Contain($"SET functions = '{Functions}', revision = {Revision} ");
}
