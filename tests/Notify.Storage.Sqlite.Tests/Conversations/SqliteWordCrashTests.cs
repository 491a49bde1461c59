using Notify.Storage.Sqlite.Tests.Support;
using Notify.Tests.Conversations;

namespace Notify.Storage.Sqlite.Tests.Conversations;

public sealed class SqliteWordCrashTests : WordCrashTests<SqliteFixture>;
