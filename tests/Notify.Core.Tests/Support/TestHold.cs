namespace Notify.Core.Tests.Support;

/// <summary>Sends that wait until a test lets them go.</summary>
internal sealed class TestHold
{
    private readonly TaskCompletionSource<Outcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly System.Threading.Channels.Channel<int> _arrived = System.Threading.Channels.Channel.CreateUnbounded<int>();

    /// <summary>Waits until so many sends have begun.</summary>
    public async Task ArrivedAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            await _arrived.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public void LetGo() => _answer.TrySetResult(Outcome.Accepted("held"));

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        _arrived.Writer.TryWrite(1);
        try
        {
            return await _answer.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Outcome.Unknown("cancelled", "The call was cut off.");
        }
    }
}
