namespace Notify.Sample.Worker.Running;

/// <summary>What people of the input file wrote back, and what became of it.</summary>
/// <param name="WroteBack">How many lines' people wrote back.</param>
/// <param name="Handled">Of how many of them the app's handler saw the message.</param>
/// <param name="Replies">The deliveries of the handler's replies, with their markers.</param>
internal sealed record TalkResult(int WroteBack, int Handled, IReadOnlyList<(string Marker, LineDelivery Delivery)> Replies)
{
    /// <summary>How many replies reached them.</summary>
    public int Replied => Replies.Count(r => r.Delivery.WasSent);

    /// <summary>How many replies were reported sent that no emulator has.</summary>
    public int RepliesLost(AcceptedLines accepted) => Replies.Count(r => r.Delivery.WasSent && !accepted.Has(r.Delivery.Channel, r.Marker));
}
