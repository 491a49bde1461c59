namespace Notify.Http;

/// <summary>
/// Follows one send through the app's own HTTP handlers down to the wire: whether it may have left, what came back, and that it goes out
/// once only.
/// </summary>
internal sealed class SendTicket
{
    /// <summary>Where a request carries its ticket.</summary>
    public static readonly HttpRequestOptionsKey<SendTicket> Key = new("Notify.Send");

    private const int Open = 0;
    private const int Underway = 1;
    private const int Spent = 2;

    private volatile bool _hasLeft;
    private bool _abandoned;
    private int _state;
    private int _writing;

    /// <summary>Whether any of the message may have reached the network.</summary>
    public bool MayHaveLeft => _hasLeft || _abandoned;

    /// <summary>What came back; null while nothing has.</summary>
    public Answer? Answer { get; set; }

    /// <summary>Whether nobody reads the body any more.</summary>
    public bool BodyIsFree => !_abandoned && Volatile.Read(ref _writing) == 0 && Answer is not null;

    /// <summary>Starts a pass; false where one is under way or may have left, or the send is closed.</summary>
    public bool TryEnter() => Interlocked.CompareExchange(ref _state, Underway, Open) == Open;

    /// <summary>Ends a pass. Only one that never left may be followed by another.</summary>
    public void Exit() => Interlocked.CompareExchange(ref _state, _hasLeft ? Spent : Open, Underway);

    /// <summary>Ends the send: no pass starts any more. One that a handler left running in the background may leave yet.</summary>
    public void Close() => _abandoned = Interlocked.Exchange(ref _state, Spent) == Underway;

    /// <summary>From here on a repeat could be a duplicate.</summary>
    public void MarkLeft() => _hasLeft = true;

    public void BeginWrite()
    {
        Interlocked.Increment(ref _writing);
        MarkLeft();
    }

    public void EndWrite() => Interlocked.Decrement(ref _writing);
}
