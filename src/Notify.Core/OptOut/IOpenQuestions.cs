using Notify.Inbound;

namespace Notify.OptOut;

/// <summary>Knows whether a person is being asked something, so that their YES is an answer.</summary>
internal interface IOpenQuestions
{
    /// <summary>Whether a conversation with who wrote this has a question open.</summary>
    ValueTask<bool> IsAskedAsync(InboundContext context, CancellationToken cancellationToken);
}
