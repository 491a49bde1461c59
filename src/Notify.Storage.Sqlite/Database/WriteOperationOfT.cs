namespace Notify.Storage.Sqlite.Database;

/// <summary>A write that waits for the writer, with what it gives back.</summary>
internal sealed class WriteOperation<T>(string name, Func<Session, T> work, CancellationToken cancellationToken) : WriteOperation(name, cancellationToken)
{
    // The writer must never run a caller's continuation on its own thread.
    private readonly TaskCompletionSource<T> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _value = default!;

    public Task<T> Result => _result.Task;

    public override void Run(Session session) => _value = work(session);

    public override void Complete() => _result.SetResult(_value);

    public override void Fail(Exception exception) => _result.TrySetException(exception);

    public override bool TryCancel() => Token.IsCancellationRequested && _result.TrySetCanceled(Token);
}
