using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>Knows whether a person is being asked something, so that their YES is an answer, and who has opted in again is asked it anew.</summary>
internal interface IOpenQuestions
{
    /// <summary>Whether a conversation with who wrote this has a question open.</summary>
    ValueTask<bool> IsAskedAsync(InboundContext context, CancellationToken cancellationToken);

    /// <summary>Asks the open question again, where there is one: once for a message, in however many runs.</summary>
    ValueTask AskAgainAsync(InboundContext context, CancellationToken cancellationToken);
}
