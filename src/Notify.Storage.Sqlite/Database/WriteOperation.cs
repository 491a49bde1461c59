namespace Notify.Storage.Sqlite.Database;

/// <summary>A write that waits for the writer.</summary>
internal abstract class WriteOperation(string name, CancellationToken cancellationToken)
{
    public string Name => name;

    protected CancellationToken Token => cancellationToken;

    /// <summary>Does the work, inside the writer's transaction.</summary>
    public abstract void Run(Session session);

    /// <summary>Gives its result to the caller, after the commit.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller; one who has an answer already keeps it.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>Ends it unbegun where its caller has gone.</summary>
    /// <returns>Whether it is ended.</returns>
    public abstract bool TryCancel();

    public void Fail(StorageFailure failure, Exception inner) => Fail(new StorageException(failure, Name, inner));
}
