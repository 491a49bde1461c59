using Notify.Storage.Postgres.Tests.Support;
using Notify.Tests.Conversations;

namespace Notify.Storage.Postgres.Tests.Conversations;

public sealed class PostgresWordCrashTests : WordCrashTests<PostgresFixture>;
