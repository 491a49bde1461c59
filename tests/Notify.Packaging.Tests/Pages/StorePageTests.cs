using Notify.Packaging.Tests.Support;
using Notify.Testing.Conformance;

namespace Notify.Packaging.Tests.Pages;

public sealed class StorePageTests
{
    [Fact]
    public void Page_derives_every_suite() => ConformanceSuites.All
        .Select(s => s.Name[..s.Name.IndexOf('`', StringComparison.Ordinal)])
        .Where(suite => !Repo.Read("docs", "writing-a-store.md").Contains($": {suite}<MyStoreFixture>;", StringComparison.Ordinal))
        .Should().BeEmpty("whoever copies the page must run all suites");
}
