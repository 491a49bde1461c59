using Microsoft.Extensions.AI;
using Microsoft.Extensions.Hosting;
using Notify.Sample.Worker.Display;

namespace Notify.Sample.Worker.Talking;

/// <summary>Tells on the console why a model did not answer: the person gets a fixed reply, and the log says no more than the kind of error.</summary>
internal sealed class ToldChatClient(IChatClient model, TalkFeed feed, IHostApplicationLifetime app) : DelegatingChatClient(model)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        catch (Exception e) when (!app.ApplicationStopping.IsCancellationRequested)
        {
            var why = e is OperationCanceledException ? "it took too long" : e.Message.TrimEnd('.');
            feed.Tell($"The model did not answer: {why}. See Chat:Endpoint and Chat:Model.");
            throw;
        }
    }
}
