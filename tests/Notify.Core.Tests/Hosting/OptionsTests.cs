using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notify.Gates;
using Notify.Hosting;
using Notify.Maintenance;
using Notify.Queueing;
using Notify.Receipts;

namespace Notify.Core.Tests.Hosting;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Worker:BatchSize", "0", "1 to 1000")]
    [InlineData("Worker:BatchSize", "1001", "1 to 1000")]
    [InlineData("Worker:Parallelism", "0", "1 to 16")]
    [InlineData("Worker:Parallelism", "17", "1 to 16")]
    [InlineData("Worker:SendConcurrency", "0", "1 to 1000")]
    [InlineData("Worker:Lease", "00:00:00.5", "00:00:01 to 1.00:00:00")]
    [InlineData("Worker:PollInterval", "00:00:00.001", "00:00:00.0100000 to 00:05:00")]
    [InlineData("Worker:MaintenanceInterval", "02:00:00", "00:00:00.1000000 to 01:00:00")]
    [InlineData("Worker:Name", "", "1 to 100")]
    [InlineData("Retry:MaxAttempts", "0", "1 to 20")]
    [InlineData("Retry:MaxAttempts", "21", "1 to 20")]
    [InlineData("Retry:RetryDelay", "00:00:00", "00:00:00.0010000 to 1.00:00:00")]
    [InlineData("Retry:RetryMaxDelay", "00:00:01", "00:00:30 to 7.00:00:00")]
    [InlineData("Retry:DeferDelay", "-00:00:01", "00:00:00.0010000 to 1.00:00:00")]
    [InlineData("Retry:DeferMaxDelay", "00:00:01", "00:05:00 to 7.00:00:00")]
    [InlineData("Retry:Jitter", "0.6", "0 to 0.5")]
    [InlineData("Retry:Jitter", "-0.1", "0 to 0.5")]
    [InlineData("Receipts:Window", "25:00:00", "00:00:00 to 1.00:00:00")]
    [InlineData("Receipts:Unconfirmed", "7", "Auto, Never or Resend")]
    [InlineData("RateLimit:Limit", "0", "1 to 10000")]
    [InlineData("RateLimit:Window", "8.00:00:00", "00:00:01 to 7.00:00:00")]
    [InlineData("RateLimit:Mode", "7", "Defer or Warn")]
    [InlineData("QuietHours:End", "22:00", "differ from Start")]
    [InlineData("QuietHours:Zone", "Mars/Olympus", "Africa/Kigali")]
    [InlineData("Templates:DefaultLocale", "e", "BCP 47")]
    [InlineData("Templates:RefreshInterval", "00:00:00", "00:00:00.1000000 to 01:00:00")]
    [InlineData("Queueing:StreamBatchSize", "0", "1 to 5000")]
    [InlineData("Queueing:StreamBatchSize", "5001", "1 to 5000")]
    [InlineData("Queueing:StreamParallelism", "0", "1 to 8")]
    [InlineData("Queueing:StreamParallelism", "9", "1 to 8")]
    [InlineData("Retention:History", "39.23:00:00", "40.00:00:00 to 3650.00:00:00")]
    [InlineData("OptOut:Scope", "7", "AllChannels or Channel")]
    [InlineData("OptOut:Languages:fr:StoppedText", "Fini, {nom}.", "{nom}")]
    [InlineData("Retention:History", "3651.00:00:00", "40.00:00:00 to 3650.00:00:00")]
    public async Task StartAsync_option_out_of_range_fails_naming_key_and_range(string key, string value, string range)
    {
        using var host = Build((key, value));

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message.Should().Contain($"Notify:{key} ").And.Contain(range);
    }

    [Theory]
    [InlineData("Worker:BatchSzie")]
    [InlineData("Retry:Attempts")]
    [InlineData("Receipts:Windows")]
    [InlineData("RateLimit:Max")]
    [InlineData("QuietHours:From")]
    [InlineData("Templates:Folder")]
    [InlineData("Queueing:BatchSize")]
    [InlineData("Retention:Audit")]
    [InlineData("Consent:Topic")]
    [InlineData("OptOut:Words")]
    [InlineData("OptOut:Languages:en:StopWord")]
    public async Task StartAsync_unknown_key_is_refused_by_name(string key)
    {
        using var host = Build((key, "5"));

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message
            .Should().Contain($"Notify:{key} is not a setting. Remove it, or write one of ");
    }

    [Theory]
    [InlineData("Wroker", "BatchSize", "Worker")]
    [InlineData("workers", "parallelism", "Worker")]
    [InlineData("RateLimits", "Limit", "RateLimit")]
    [InlineData("Template", "Paths:0", "Templates")]
    [InlineData("QuiteHours", "Zone", "QuietHours")]
    [InlineData("Optouts", "Languages:en:HelpText", "OptOut")]
    public async Task StartAsync_section_with_settings_of_one_and_almost_its_name_is_refused(string section, string setting, string meant)
    {
        using var host = Build(($"{section}:{setting}", "5"));

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message
            .Should().Contain($"Notify:{section} is not read. Write Notify:{meant}, or give a section of your own another name.");
    }

    [Theory]
    [InlineData("WhatsApp:Timeout")]
    [InlineData("Ai:Timeout")]
    [InlineData("Letterbox:BatchSize")]
    [InlineData("Content:Folder")]
    [InlineData("Recipes:Window1")]
    [InlineData("Outbox:BatchSize")]
    [InlineData("Work")]
    public async Task StartAsync_section_of_a_channel_or_of_the_app_is_let_be(string key)
    {
        using var host = Build((key, "5"));

        await host.StartAsync();

        await host.StopAsync();
    }

    [Theory]
    [InlineData("Worker:BatchSize", "many")]
    [InlineData("Worker:Lease", "a while")]
    [InlineData("RateLimit:Mode", "Sometimes")]
    public async Task StartAsync_value_of_the_wrong_kind_is_refused_with_key_and_remedy(string key, string value)
    {
        using var host = Build((key, value));

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Message
            .Should().Contain($"Notify:{key}").And.Contain("Write numbers in digits, times as [d.]hh:mm:ss, and choices by their names.");
    }

    [Fact]
    public async Task StartAsync_every_option_is_read_from_its_key()
    {
        using var folder = new TempFolder();
        using var host = Build(
            ("Worker:Name", "w1"), ("Worker:BatchSize", "500"), ("Worker:Parallelism", "3"), ("Worker:SendConcurrency", "50"), ("Worker:Lease", "00:10:00"),
            ("Worker:PollInterval", "00:00:02"), ("Worker:MaintenanceInterval", "00:00:03"),
            ("Retry:MaxAttempts", "7"), ("Retry:RetryDelay", "00:00:10"), ("Retry:RetryMaxDelay", "00:20:00"), ("Retry:DeferDelay", "00:01:00"),
            ("Retry:DeferMaxDelay", "02:00:00"), ("Retry:Jitter", "0.1"),
            ("Breaker:PersonInterval", "00:20:00"), ("Breaker:LongestWait", "03:00:00"),
            ("Receipts:Window", "00:02:00"), ("Receipts:Unconfirmed", "Never"),
            ("RateLimit:Limit", "5"), ("RateLimit:Window", "00:30:00"), ("RateLimit:Mode", "Warn"),
            ("QuietHours:Start", "21:00"), ("QuietHours:End", "06:30"), ("QuietHours:Zone", "Africa/Kigali"),
            ("Templates:DefaultLocale", "fr"), ("Templates:RefreshInterval", "00:00:30"), ("Templates:Paths:0", folder.Path),
            ("Queueing:StreamBatchSize", "250"),
            ("Queueing:StreamParallelism", "3"),
            ("Retention:History", "50.00:00:00"));
        await host.StartAsync();

        Options<WorkerOptions>(host).Should().BeEquivalentTo(new WorkerOptions
        {
            Name = "w1", BatchSize = 500, Parallelism = 3, SendConcurrency = 50, Lease = TimeSpan.FromMinutes(10),
            PollInterval = TimeSpan.FromSeconds(2), MaintenanceInterval = TimeSpan.FromSeconds(3),
        });
        Options<RetryOptions>(host).Should().BeEquivalentTo(new RetryOptions
        {
            MaxAttempts = 7, RetryDelay = TimeSpan.FromSeconds(10), RetryMaxDelay = TimeSpan.FromMinutes(20), DeferDelay = TimeSpan.FromMinutes(1),
            DeferMaxDelay = TimeSpan.FromHours(2), Jitter = 0.1,
        });
        Options<BreakerOptions>(host).Should().BeEquivalentTo(
            new BreakerOptions { PersonInterval = TimeSpan.FromMinutes(20), LongestWait = TimeSpan.FromHours(3) });
        Options<ReceiptOptions>(host).Should().BeEquivalentTo(new ReceiptOptions { Window = TimeSpan.FromMinutes(2), Unconfirmed = UnconfirmedAction.Never });
        Options<RateLimitOptions>(host).Should().BeEquivalentTo(new RateLimitOptions { Limit = 5, Window = TimeSpan.FromMinutes(30), Mode = RateLimitMode.Warn });
        Options<QuietHoursOptions>(host).Should().BeEquivalentTo(
            new QuietHoursOptions { Start = new TimeOnly(21, 0), End = new TimeOnly(6, 30), Zone = "Africa/Kigali" });
        Options<QueueingOptions>(host).StreamBatchSize.Should().Be(250);
        Options<QueueingOptions>(host).StreamParallelism.Should().Be(3);
        Options<RetentionOptions>(host).History.Should().Be(TimeSpan.FromDays(50));
        var templates = Options<TemplateOptions>(host);
        (templates.DefaultLocale, templates.RefreshInterval).Should().Be(("fr", TimeSpan.FromSeconds(30)));
        templates.Paths.Should().Equal(folder.Path);
        await host.StopAsync();
    }

    [Fact]
    public async Task StartAsync_nothing_configured_uses_the_numbers_of_the_docs()
    {
        using var host = Build();
        await host.StartAsync();

        Options<WorkerOptions>(host).Should().Match<WorkerOptions>(o => o.BatchSize == 20 && o.Lease == TimeSpan.FromMinutes(15));
        Options<RetryOptions>(host).Should().Match<RetryOptions>(o => o.MaxAttempts == 5
            && o.RetryDelay == TimeSpan.FromSeconds(30) && o.RetryMaxDelay == TimeSpan.FromMinutes(15)
            && o.DeferDelay == TimeSpan.FromMinutes(5) && o.DeferMaxDelay == TimeSpan.FromMinutes(60));
        Options<RateLimitOptions>(host).Should().Match<RateLimitOptions>(o => o.Limit == 20 && o.Window == TimeSpan.FromHours(1) && o.Mode == RateLimitMode.Defer);
        Options<QuietHoursOptions>(host).Should().Match<QuietHoursOptions>(o => o.Start == new TimeOnly(22, 0) && o.End == new TimeOnly(7, 0));
        Options<BreakerOptions>(host).Should().Match<BreakerOptions>(o => o.PersonInterval == TimeSpan.FromMinutes(15) && o.LongestWait == TimeSpan.FromHours(1));
        Options<ReceiptOptions>(host).Window.Should().Be(TimeSpan.FromMinutes(5));
        Options<RetentionOptions>(host).History.Should().Be(TimeSpan.FromDays(90));
        await host.StopAsync();
    }

    private static T Options<T>(IHost host)
        where T : class => host.Services.GetRequiredService<IOptions<T>>().Value;

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Notify:{s.Key}", (string?)s.Value)));
        builder.Services.AddNotify(builder.Configuration.GetSection("Notify"), n => n.UseInMemoryStorageForTests().AddSender(new ScriptedSender()).AddWorker());
        return builder.Build();
    }
}
