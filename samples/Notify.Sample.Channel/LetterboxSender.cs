using Notify.Outcomes;
using Notify.Sending;

namespace Notify.Sample.Channel;

/// <summary>The channel: puts each message as a file into a folder, as a mail drop would.</summary>
internal sealed class LetterboxSender(string folder) : IChannelSender
{
    public static readonly Notify.Channel Letterbox = new("letterbox");

    public Notify.Channel Channel => Letterbox;

    public string Account => "default";

    public IReadOnlyCollection<string> Tenants => [];

    public TimeSpan LongestSend => TimeSpan.FromSeconds(10);

    public async Task<Outcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        // The reference names the file, so that what the person does with it finds its delivery.
        var letter = Path.Combine(folder, $"{request.Reference}.txt");
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync($"{letter}.part", request.Message.Text, cancellationToken).ConfigureAwait(false);
            File.Move($"{letter}.part", letter);
            return Outcome.Accepted(Path.GetFileName(letter));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // Only the move makes it a letter: before it, nothing has left.
            return File.Exists(letter)
                ? Outcome.Unknown("move", e.GetType().Name)
                : new Outcome { Class = OutcomeClass.Retry, Code = "write", Detail = e.GetType().Name, Remedy = "Check the folder's rights and space." };
        }
    }
}
