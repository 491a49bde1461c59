using Notify.Storage;
using Notify.Testing.Conformance.Support;
using Xunit;

namespace Notify.Testing.Conformance;

/// <summary>What <see cref="IStorageSetup"/> promises: preparing again, and from several hosts at once, harms nothing.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class SetupConformance<TFixture> : StorageConformance<TFixture>
    where TFixture : StorageFixture, new()
{
    [Fact]
    public void Name_says_what_it_is() => Assert.False(string.IsNullOrWhiteSpace(Store.Setup.Name));

    [Fact]
    public async Task Prepare_again_and_from_several_hosts_at_once_keeps_what_is_there()
    {
        var id = await Work.QueueAsync();
        var second = await Work.SecondAsync();

        await Race.RunAsync(4, async i =>
        {
            await (i % 2 == 0 ? Store : second).Setup.PrepareAsync(default);
            return i;
        });

        Assert.Equal(id, Assert.Single((await Work.ClaimAsync()).Deliveries).Id);
    }
}
