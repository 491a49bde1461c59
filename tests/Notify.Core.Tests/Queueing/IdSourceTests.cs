using Notify.Deliveries;
using Notify.Queueing;
using Notify.Testing;

namespace Notify.Core.Tests.Queueing;

public sealed class IdSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Next_id_is_a_UUIDv7_of_the_clock_that_stands_for_a_notification()
    {
        var id = new IdSource(new ManualTimeProvider(Start), 1).Next();

        (id.Version, id.Variant & 0xC).Should().Be((7, 8));
        Convert.ToInt64($"{id:N}"[..12], 16).Should().Be(Start.ToUnixTimeMilliseconds());
        Ids.NotificationOf(id).Should().Be(id);
    }

    [Fact]
    public void Ids_of_one_call_rise_whatever_the_clock_does()
    {
        var time = new ManualTimeProvider(Start);
        var source = new IdSource(time, 10);
        var ids = Enumerable.Range(0, 10_000).Select(_ => source.Next()).ToList();
        time.Advance(TimeSpan.FromSeconds(1));
        ids.Add(source.Next());

        ids.Select(id => $"{id:N}").Should().BeInAscendingOrder(StringComparer.Ordinal).And.OnlyHaveUniqueItems();
    }
}
