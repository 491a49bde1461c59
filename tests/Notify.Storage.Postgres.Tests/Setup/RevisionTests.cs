namespace Notify.Storage.Postgres.Tests.Setup;

public sealed class RevisionTests
{
    // Where a function has changed: raise Migrations.Revision, and put the new revision and what its functions are known by here.
    private const int Revision = 16;
    private const string Functions = "dcb6346b865c1aeb55f51d872098550a";

    [Fact]
    public void Functions_that_have_changed_have_a_higher_revision() =>
        PostgresSchema.Script().Should().Contain($"SET functions = '{Functions}', revision = {Revision} ");
}
