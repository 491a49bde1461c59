namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RevisionTests
{
    // Where a function has changed: raise Migrations.Revision, and put the new revision and what its functions are known by here.
    private const int Revision = 9;
    private const string Functions = "fe7a592a4aa9f987cb2ff9b5e4677b3d";

    [Fact]
    public void Functions_that_have_changed_have_a_higher_revision() =>
        PostgresSchema.Script().Should().Contain($"SET functions = '{Functions}', revision = {Revision} ");
}
