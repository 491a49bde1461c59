namespace Notify.AI.HandingOver;

/// <summary>Is told when the model hands a talk over: to ring a bell, open a ticket. Register any number as services. Thread-safe.</summary>
/// <remarks>
/// Told again where a worker died meanwhile, with the same <see cref="HandOver.MessageId"/>; an exception has the message tried again, as one of a handler does. It may
/// close the session: the others are told all the same.
/// </remarks>
public interface IHandOverReceiver
{
    /// <summary>A person is needed.</summary>
    Task ReceiveAsync(HandOver handOver, CancellationToken cancellationToken);
}
