using Notify.Storage;

namespace Notify.Inbox;

/// <summary>
/// Has several things done at once and, where that fails, each by itself, so that one that cannot be done holds up no other; tells what the store refuses from a store that is away.
/// </summary>
/// <param name="isTheirs">Whether a failure may be due to the things themselves.</param>
/// <param name="refusals">How often the store refused a thing while it took none. Kept with the thing, in the store: what keeps the count is there, and a worker that runs once goes on with it.</param>
internal sealed class Sieve<T>(Func<Exception, bool> isTheirs, Func<T, int> refusals)
{
    // One may be refused by the store for what is in it; as many as this in a row, with none taken, and it is the store that is away.
    private const int RefusedInARow = 3;

    // A store that claims and takes back so often is there: some six minutes of a worker's growing pauses, which is more than it takes to be back.
    private const int Rounds = 20;

    /// <summary>Has them done.</summary>
    /// <param name="things">What is to be done.</param>
    /// <param name="work">Does some of them, all or none.</param>
    /// <param name="cancellationToken">Ends it; then nothing is any thing's own failure.</param>
    public async Task<Sifted<T>> RunAsync(IReadOnlyList<T> things, Func<IReadOnlyList<T>, Task> work, CancellationToken cancellationToken)
    {
        if (things.Count == 0)
        {
            return Sifted<T>.Nothing;
        }

        try
        {
            await work(things).ConfigureAwait(false);
            return Sifted<T>.Nothing;
        }
        catch (Exception e) when (isTheirs(e) && !cancellationToken.IsCancellationRequested)
        {
            return things.Count > 1 ? await EachAsync(things, work, cancellationToken).ConfigureAwait(false)
                : e is StorageException refusal ? Judge(things, [], [(things[0], refusal)], [], isTaken: false)
                : new Sifted<T>([(things[0], e)], [], []);
        }
    }

    private async Task<Sifted<T>> EachAsync(IReadOnlyList<T> things, Func<IReadOnlyList<T>, Task> work, CancellationToken cancellationToken)
    {
        var (failed, refused, isTaken) = (new List<(T, Exception)>(), new List<(T, StorageException)>(), false);

        // Those that were refused before come last: they must not stand for the whole store for ever.
        T[] order = [.. things.OrderBy(refusals)];
        var done = 0;
        while (done < order.Length && (isTaken || refused.Count < RefusedInARow))
        {
            var one = order[done++];
            try
            {
                await work([one]).ConfigureAwait(false);
                isTaken = true;
            }
            catch (StorageException e) when (!cancellationToken.IsCancellationRequested)
            {
                refused.Add((one, e));
            }
            catch (Exception e) when (isTheirs(e) && !cancellationToken.IsCancellationRequested)
            {
                failed.Add((one, e));
            }
        }

        return Judge(things, failed, refused, order[done..], isTaken);
    }

    // A round counts one refusal of each that was tried, and no more are tried than are refused in a row.
    private Sifted<T> Judge(
        IReadOnlyList<T> things, IReadOnlyList<(T, Exception)> failed, IReadOnlyList<(T Thing, StorageException Error)> refused, IReadOnlyList<T> untried, bool isTaken) =>
        isTaken || things.Sum(refusals) >= Rounds * Math.Min(things.Count, RefusedInARow)
            ? new Sifted<T>([.. failed, .. refused.Select(r => (r.Thing, (Exception)r.Error))], [], untried)
            : new Sifted<T>(failed, refused, untried);
}
