namespace Notify.Storage.Postgres.Database;

/// <summary>
/// What is remembered of the database until a connection breaks: the one that answers next may be a standby or a restored one, which lacks the last numbers or has given
/// them to others.
/// </summary>
/// <typeparam name="T">What is remembered; a new one knows nothing. Thread-safe.</typeparam>
internal sealed class UntilBreak<T>(PostgresDatabase database)
    where T : class, new()
{
    private Memory _memory = new(0);

    /// <summary>What is known since the last break. Who asked before it puts what they hear into what was known then.</summary>
    public T Now
    {
        get
        {
            var memory = Volatile.Read(ref _memory);
            if (memory.Breaks == database.Breaks)
            {
                return memory.Known;
            }

            Interlocked.CompareExchange(ref _memory, new Memory(database.Breaks), memory);
            return Volatile.Read(ref _memory).Known;
        }
    }

    /// <summary>The database says something else than what is remembered: all of it is asked for again.</summary>
    public void Forget() => Volatile.Write(ref _memory, new Memory(database.Breaks));

    private sealed record Memory(int Breaks)
    {
        public T Known { get; } = new();
    }
}
