using System.Runtime.ExceptionServices;
using Notify.Storage;

namespace Notify.Inbox;

/// <summary>
/// Has several things done at once and, where that fails, each by itself, so that one that cannot be done holds up no other; tells what the store refuses from a store that is away.
/// </summary>
/// <param name="isTheirs">Whether a failure may be due to the things themselves.</param>
internal sealed class Sieve(Func<Exception, bool> isTheirs)
{
    // One may be refused by the store for what is in it; as many as this in a row, with none taken, and it is the store that is away.
    private const int RefusedInARow = 3;

    // A store that claims and takes back so often is there: some six minutes of a worker's growing pauses, which is more than it takes to be back.
    private const int RoundsInARow = 20;

    // So many were refused in the rounds since one was last taken.
    private int _refused;
    private int _rounds;
    private bool _isAway;

    private bool IsStoreThere => _rounds >= RoundsInARow;

    /// <summary>Has them done.</summary>
    /// <param name="things">What is to be done.</param>
    /// <param name="work">Does some of them, all or none.</param>
    /// <param name="cancellationToken">Ends it; then nothing is any thing's own failure.</param>
    /// <exception cref="StorageException">The store seems to be away.</exception>
    public async Task<Sifted<T>> RunAsync<T>(IReadOnlyList<T> things, Func<IReadOnlyList<T>, Task> work, CancellationToken cancellationToken)
    {
        if (things.Count == 0)
        {
            return Sifted<T>.Nothing;
        }

        try
        {
            await work(things).ConfigureAwait(false);
            Take();
            return Sifted<T>.Nothing;
        }
        catch (Exception e) when (isTheirs(e) && !cancellationToken.IsCancellationRequested)
        {
            return things.Count > 1 ? await EachAsync(things, work, cancellationToken).ConfigureAwait(false)
                : e is StorageException refusal ? Judge(new Sifted<T>([(things[0], e)], []), [refusal], isTaken: false)
                : new Sifted<T>([(things[0], e)], []);
        }
    }

    /// <summary>Says whether what could not be done in a round was taken back by the store.</summary>
    public void EndRound(bool isTakenBack)
    {
        _rounds += _isAway && isTakenBack ? 1 : 0;
        _isAway = false;
    }

    private async Task<Sifted<T>> EachAsync<T>(IReadOnlyList<T> things, Func<IReadOnlyList<T>, Task> work, CancellationToken cancellationToken)
    {
        var (failed, refusals, isTaken) = (new List<(T, Exception)>(), new List<StorageException>(), false);

        // Past those that were refused before: they must not stand for the whole store for ever.
        var first = _refused % things.Count;
        T[] order = [.. things.Skip(first), .. things.Take(first)];
        var done = 0;
        while (done < order.Length && (isTaken || refusals.Count < RefusedInARow))
        {
            var one = order[done++];
            try
            {
                await work([one]).ConfigureAwait(false);
                isTaken = true;
            }
            catch (StorageException e) when (!cancellationToken.IsCancellationRequested)
            {
                failed.Add((one, e));
                refusals.Add(e);
            }
            catch (Exception e) when (isTheirs(e) && !cancellationToken.IsCancellationRequested)
            {
                failed.Add((one, e));
            }
        }

        return Judge(new Sifted<T>(failed, order[done..]), refusals, isTaken);
    }

    private Sifted<T> Judge<T>(Sifted<T> sifted, List<StorageException> refusals, bool isTaken)
    {
        if (isTaken)
        {
            Take();
        }
        else
        {
            _refused += refusals.Count;
            if (refusals.Count > 0 && !IsStoreThere)
            {
                _isAway = true;
                ExceptionDispatchInfo.Throw(refusals[^1]);
            }
        }

        return sifted;
    }

    private void Take() => (_refused, _rounds) = (0, 0);
}
