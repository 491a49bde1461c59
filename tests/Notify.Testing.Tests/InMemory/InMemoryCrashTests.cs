using Notify.Tests.Conversations;

namespace Notify.Testing.Tests.InMemory;

public sealed class InMemoryCrashTests : CrashTests<InMemoryFixture>;
