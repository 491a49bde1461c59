using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Notify.EndToEnd.Tests.Processes;
using Notify.PrivateServers;
using Notify.Sessions;
using Xunit.Abstractions;

namespace Notify.EndToEnd.Tests.Sessions;

/// <summary>Several processes write to one session at the same time.</summary>
public sealed class ConcurrentWriteTests(ITestOutputHelper output)
{
    private const int Writers = 4;
    private const int Keys = 50;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Merge_from_four_processes_over_PostgreSQL_loses_no_key()
    {
        var databases = new PostgresDatabases(await SharedPostgres.ConnectionStringAsync);
        var database = await databases.CreateAsync();
        try
        {
            await RunAsync("postgres", database);
        }
        finally
        {
            await databases.DropAsync(database);
        }
    }

    [Fact]
    public async Task Merge_from_four_processes_over_SQLite_loses_no_key()
    {
        using var workspace = new Workspace();
        Directory.CreateDirectory(workspace.Data);

        await RunAsync("sqlite", Path.Combine(workspace.Data, "notify.db"));
    }

    private async Task RunAsync(string store, string place)
    {
        await using var services = SessionWriter.Open(store, place);
        var sessions = services.GetRequiredService<ISessions>();
        (await sessions.PageAsync(new SessionSelection(SessionWriter.Tenant))).Sessions.Should().BeEmpty("this also brings the store to its version");

        var writers = Enumerable.Range(0, Writers).Select(i => ChildProcess.Start(
            ChildProgram.Assembly, [ChildProgram.Write, store, place, i.ToString(CultureInfo.InvariantCulture), Keys.ToString(CultureInfo.InvariantCulture)])).ToList();
        try
        {
            await Task.WhenAll(writers.Select(w => w.LineAsync(line => line == SessionWriter.Ready))).WaitAsync(Longest);
            var started = Stopwatch.GetTimestamp();
            writers.ForEach(w => w.Say("go"));
            foreach (var writer in writers)
            {
                (await writer.EndAsync(Longest)).Should().Be(0, writer.Everything);
            }

            output.WriteLine($"{Writers * Keys} merges by {Writers} processes over {store}: {Stopwatch.GetElapsedTime(started)}");
            await CheckAsync(sessions);
        }
        finally
        {
            writers.ForEach(w => w.Dispose());
        }
    }

    private static async Task CheckAsync(ISessions sessions)
    {
        var session = (await sessions.PageAsync(new SessionSelection(SessionWriter.Tenant))).Sessions.Should().ContainSingle("all opened the same").Subject;
        var expected = Enumerable.Range(0, Writers)
            .SelectMany(w => Enumerable.Range(0, Keys).Select(i => (Key: SessionWriter.Key(w.ToString(CultureInfo.InvariantCulture), i), Value: i)))
            .ToList();
        session.Context.Keys.Should().BeEquivalentTo([.. expected.Select(e => e.Key), "last"]);
        expected.Should().OnlyContain(e => session.Context[e.Key]!.Value.GetInt32() == e.Value);
        expected.Select(e => e.Key).Should().Contain(session.Context.Text("last"));
        session.Version.Should().Be(Writers + (Writers * Keys), "each opened it and each of the merges was made once");
    }
}
