using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Notify.Deliveries;

namespace Notify.Storage.Sqlite.Tests.Setup;

public sealed class SqliteOptionsTests
{
    [Theory]
    [InlineData("", "Sqlite:Path is empty. Name the database file*")]
    [InlineData(":memory:", "Sqlite:Path is ':memory:'*UseInMemoryStorageForTests()*")]
    [InlineData("file:x?mode=memory", "Sqlite:Path is 'file:x?mode=memory'*")]
    [InlineData("/", "Sqlite:Path is '/', which is a folder*")]
    public void A_path_that_cannot_work_is_refused(string path, string message) => Refusal(o => o.Path = path).Should().Match(message);

    [Theory]
    [InlineData(0)]
    [InlineData(3600)]
    public void A_busy_timeout_out_of_range_is_refused(int seconds) =>
        Refusal(o => (o.Path, o.BusyTimeout) = ("a.db", TimeSpan.FromSeconds(seconds))).Should().Match("Sqlite:BusyTimeout is *Set it between*");

    [Fact]
    public void UseSqlite_twice_registers_once_and_the_last_options_win()
    {
        using var services = new ServiceCollection().AddNotify(n => n.UseSqlite("one.db").UseSqlite("two.db")).BuildServiceProvider();

        services.GetServices<IDeliveryQueue>().Should().ContainSingle();
        services.GetRequiredService<IOptions<SqliteOptions>>().Value.Path.Should().Be("two.db");
    }

    private static string Refusal(Action<SqliteOptions> configure)
    {
        using var services = new ServiceCollection().AddNotify(n => n.UseSqlite(configure)).BuildServiceProvider();
        return services.Invoking(s => s.GetRequiredService<IStartupValidator>().Validate())
            .Should().Throw<OptionsValidationException>().Which.Failures.First();
    }
}
