using Notify.Storage.Sqlite.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Storage.Sqlite.Tests;

public sealed class SqliteEnqueue : EnqueueConformance<SqliteFixture>;

public sealed class SqliteClaim : ClaimConformance<SqliteFixture>;

public sealed class SqliteMark : MarkConformance<SqliteFixture>;

public sealed class SqliteSettle : SettleConformance<SqliteFixture>;

public sealed class SqliteRecover : RecoverConformance<SqliteFixture>;

public sealed class SqliteDoubt : DoubtConformance<SqliteFixture>;

public sealed class SqliteConformance
{
    [Fact]
    public void All_suites_run_here() =>
        ConformanceSuites.Missing(typeof(SqliteConformance).Assembly, typeof(SqliteFixture)).Should().BeEmpty();
}
