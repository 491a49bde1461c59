using Notify.Tests.Conversations;

namespace Notify.Testing.Tests.InMemory;

public sealed class InMemoryWordCrashTests : WordCrashTests<InMemoryFixture>;
