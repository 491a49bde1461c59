using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Notify.Contacts;
using Notify.Conversations;
using Notify.Sample.Worker.Display;
using Notify.Sample.Worker.Emulation;
using Notify.Sample.Worker.Running;
using Notify.Sample.Worker.Talking;
using Notify.Storage;
using Spectre.Console;

namespace Notify.Sample.Worker.Hosting;

/// <summary>A run from start to end: emulator, host, input, progress, summary.</summary>
internal sealed class SampleRun(WebApplication app, EmulatorClient emulator, RunOptions options)
{
    private const int Interrupted = 130;
    private static readonly TimeSpan EndPollInterval = TimeSpan.FromMilliseconds(250);
    private readonly IServiceProvider _services = app.Services;

    /// <summary>Runs the sample.</summary>
    /// <returns>
    /// The exit code: 0 where every line has its outcome and nothing was lost or doubled, else 1; 2 where it could not start or could not go on, 130 where Ctrl+C ended it.
    /// </returns>
    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var exitCode = await TryAsync(options, cancellationToken);
        RunFolder.Leave(options, exitCode);
        return exitCode;
    }

    private static async Task<int> TryAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var isStarting = true;
        try
        {
            options = RunInput.Find(options);
            if ((RunInput.ProblemOf(options) ?? StartProblems.Of(options)) is { } problem)
            {
                return StartProblems.Tell(problem);
            }

            await RunInput.KeepAsync(options, cancellationToken);
            var builder = SampleHost.Configure(options);
            await using var emulator = await EmulatorHost.StartAsync(options, builder.Configuration, cancellationToken);
            var schema = options.UsesPostgres ? await RunSchema.OpenAsync(options, cancellationToken) : "";
            await using var app = SampleHost.Build(builder, options, schema, emulator.Address);
            using var client = new EmulatorClient(emulator.Address, emulator.Before);
            await app.StartAsync(cancellationToken);
            isStarting = false;
            await client.TellWebhooksAsync(WebhookAddresses.WhatsApp(app), WebhookAddresses.Sms(app), cancellationToken);
            await client.TellCallsAsync(WebhookAddresses.Calls(app), SampleHost.CallKey(app.Configuration), cancellationToken);
            var report = await new SampleRun(app, client, options).RunAndStopAsync(cancellationToken);
            if (options.Once)
            {
                Console.WriteLine(report.ToJson());
            }

            return report.IsSound ? 0 : 1;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine($"Stopped. Carry on with --data {options.DataFolder} --resume");
            return Interrupted;
        }
        catch (Exception e) when (StartProblems.Explain(e, isStarting) is { } explanation)
        {
            return StartProblems.Tell(explanation);
        }
    }

    private async Task<RunReport> RunAndStopAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(cancellationToken);
        }
        finally
        {
            // Lets the worker finish what is under way and hand back the rest.
            await app.StopAsync(CancellationToken.None);
        }
    }

    private async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        await ActivatorUtilities.CreateInstance<TemplateSubmitter>(_services, emulator).SubmitAsync(cancellationToken);
        Console.WriteLine($"Phone page, live: {emulator.PhonePage}");
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talk = _services.GetRequiredService<TalkFeed>();
        talk.IsLive = IsInteractive;
        var showing = View().ShowAsync(_services.GetRequiredService<SnapshotReader>(), ended.Token);
        IReadOnlyList<QueuedLine> lines;
        TalkResult said;
        try
        {
            lines = await ActivatorUtilities.CreateInstance<InputQueue>(_services, new PersonWriting(
                emulator, _services.GetRequiredService<IContacts>(), _services.GetRequiredService<IConversationWindows>(), _services.GetRequiredService<IConfiguration>()))
                .QueueAsync(options.Input!, cancellationToken);
            said = await WaitForEndAsync(lines, cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await showing;
            talk.IsLive = false;
        }

        var report = await ReportAsync(lines, said, cancellationToken);
        Summary.Print(AnsiConsole.Console, report, lines);
        Console.WriteLine($"Log: {options.LogFile}");
        Console.WriteLine($"Phone page: {emulator.PhonePage}");
        if (!options.Once)
        {
            Console.WriteLine("Ctrl+C ends this.");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return report;
    }

    private static bool IsInteractive => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;

    private IRunView View() => IsInteractive
        ? new LiveView(AnsiConsole.Console, _services.GetRequiredService<EventFeed>(), TimeProvider.System)
        : new PlainView(Console.Out, TimeProvider.System);

    private async Task<TalkResult> WaitForEndAsync(IReadOnlyList<QueuedLine> lines, CancellationToken cancellationToken)
    {
        var end = ActivatorUtilities.CreateInstance<RunEnd>(_services, emulator, lines);
        var people = ActivatorUtilities.CreateInstance<People>(_services, emulator, lines);
        using var timer = new PeriodicTimer(EndPollInterval, TimeProvider.System);
        // Our own emulator has our secrets.
        var check = options.Emulator is null ? null : new WebhookCheck(emulator, TimeProvider.System);
        while (!await IsOverAsync(end, people, cancellationToken))
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            await (check?.RunAsync(cancellationToken) ?? Task.CompletedTask);
        }

        return await people.ReadAsync(cancellationToken);
    }

    private static async Task<bool> IsOverAsync(RunEnd end, People people, CancellationToken cancellationToken)
    {
        try
        {
            await people.WriteAsync(cancellationToken);
            // At the end once more: the last message may have reached somebody who writes back.
            return await end.IsReachedAsync(cancellationToken) && !await people.WriteAsync(cancellationToken);
        }
        catch (StorageException)
        {
            // The workers have told of it, and try again; so does the next look.
            return false;
        }
    }

    private async Task<RunReport> ReportAsync(IReadOnlyList<QueuedLine> lines, TalkResult said, CancellationToken cancellationToken) => RunReport.Of(
        await _services.GetRequiredService<ResultReader>().ReadAsync(lines, cancellationToken),
        said,
        await emulator.AcceptedAsync(cancellationToken));
}
