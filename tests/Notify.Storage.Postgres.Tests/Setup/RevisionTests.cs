namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RevisionTests
{
    // Where a function has changed: raise Migrations.Revision, and put the new revision and what its functions are known by here.
    private const int Revision = 4;
    private const string Functions = "1db816df7bbb926ae4ce5bee90b31f9d";

    [Fact]
    public void Functions_that_have_changed_have_a_higher_revision() =>
        PostgresSchema.Script().Should().Contain($"SET functions = '{Functions}', revision = {Revision} ");
}
