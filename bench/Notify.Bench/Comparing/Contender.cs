using Notify.Bench.Running;

namespace Notify.Bench.Comparing;

/// <summary>Somebody who takes part, run as a process of its own on a new database.</summary>
/// <param name="Name">Short, for the JSON.</param>
/// <param name="Title">For people.</param>
/// <param name="Start">Starts it on a database.</param>
internal sealed record Contender(string Name, string Title, Func<string, ChildProcess> Start)
{
    public async Task<Rates> RunAsync(string database)
    {
        await using var process = Start(database);
        return Report.Read<Rates>(await process.LastLineAsync());
    }
}
