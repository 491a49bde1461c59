using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Notify.Core.Tests.Hosting;

public sealed class AddNotifyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StartAsync_no_storage_says_which_call_is_missing(bool withWorker)
    {
        var run = () => StartAsync(n => AddWorker(n.AddSender(new ScriptedSender()), withWorker));

        (await run.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("no storage").And.Contain("UseSqlite");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StartAsync_no_channel_says_which_call_is_missing(bool withWorker)
    {
        var run = () => StartAsync(n => AddWorker(n.UseInMemoryStorageForTests(), withWorker));

        (await run.Should().ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("no channel").And.Contain("AddWhatsApp");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(30)]
    public async Task StartAsync_lease_does_not_outlive_the_longest_send_is_refused(int seconds)
    {
        var run = () => StartAsync(n => n
            .UseInMemoryStorageForTests()
            .AddSender(new ScriptedSender { LongestSend = TimeSpan.FromSeconds(60) })
            .AddWorker(w => w.Lease = TimeSpan.FromSeconds(seconds)));

        (await run.Should().ThrowAsync<OptionsValidationException>()).Which.Message
            .Should().Contain("Notify:Worker:Lease").And.Contain("00:01:00").And.Contain("Lengthen it");
    }

    [Fact]
    public async Task StartAsync_wrong_catalogue_file_fails_the_start()
    {
        using var folder = new TempFolder().With("wrong.json", "{}");

        var run = () => StartAsync(n => n.UseInMemoryStorageForTests().AddSender(new ScriptedSender()).AddTemplates(folder.Path));

        await run.Should().ThrowAsync<TemplateFileException>();
    }

    [Fact]
    public async Task AddNotify_twice_works_as_once()
    {
        var sender = new ScriptedSender();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        for (var i = 0; i < 2; i++)
        {
            builder.Services.AddNotify(n => n
                .UseInMemoryStorageForTests()
                .AddSender(sender)
                .AddSanitizer(SanitizerRule.Rewrite("dots", new("$", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), "."))
                .AddPolicy<CountingPolicy>()
                .AddWorker(w => w.Parallelism = 1));
        }

        builder.Services.AddSingleton(new Counter());
        using var host = builder.Build();
        await host.StartAsync();
        await host.Services.GetRequiredService<INotifier>().QueueAsync(A.Text());
        await sender.WaitForRequestsAsync(1).WaitAsync(TimeSpan.FromSeconds(60));
        await host.StopAsync();

        host.Services.GetServices<IHostedService>().Should().HaveCount(2, "there is one worker and one start-up check");
        host.Services.GetRequiredService<Counter>().Value.Should().Be(1);
        sender.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task AddNotify_storage_named_in_a_later_call_is_used()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNotify(n => n.AddSender(new ScriptedSender()));
        builder.Services.AddNotify(n => n.UseInMemoryStorageForTests());
        using var host = builder.Build();

        await host.StartAsync();

        (await host.Services.GetRequiredService<INotifier>().QueueAsync(A.Text())).Status.Should().Be(QueueStatus.Queued);
    }

    [Fact]
    public void AddNotify_what_the_app_registered_before_wins()
    {
        var notifier = AnyNotifier();
        var services = new ServiceCollection().AddSingleton(notifier).AddNotify(n => n.UseInMemoryStorageForTests());

        services.BuildServiceProvider().GetRequiredService<INotifier>().Should().BeSameAs(notifier);
    }

    [Fact]
    public void AddNotify_no_services_or_no_configuration_is_refused()
    {
        var noServices = () => ((IServiceCollection)null!).AddNotify(_ => { });
        var nothing = () => new ServiceCollection().AddNotify(null!);

        noServices.Should().Throw<ArgumentNullException>();
        nothing.Should().Throw<ArgumentNullException>();
    }

    private static INotifier AnyNotifier() => new ServiceCollection()
        .AddNotify(n => n.UseInMemoryStorageForTests())
        .BuildServiceProvider()
        .GetRequiredService<INotifier>();

    private static INotifyBuilder AddWorker(INotifyBuilder builder, bool withWorker) => withWorker ? builder.AddWorker() : builder;

    private static async Task StartAsync(Action<INotifyBuilder> configure)
    {
        // Development: the container checks every service when it is built.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Services.AddNotify(configure);
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    private sealed class Counter
    {
        public int Value { get; set; }
    }

    private sealed class CountingPolicy(Counter counter) : IDeliveryPolicy
    {
        public string Name => "counting";

        public Decision Evaluate(PolicyContext context)
        {
            counter.Value++;
            return Decision.Allow;
        }
    }
}
