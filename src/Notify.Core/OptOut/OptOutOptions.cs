namespace Notify.OptOut;

/// <summary>The words by which people opt out and back in, and what they are answered. Section <c>OptOut</c>.</summary>
public sealed class OptOutOptions
{
    /// <summary>Whether Notify heeds these words itself, before any handler of the app's. Default: yes.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>What STOP opts out of. Default <see cref="OptOutScope.AllChannels"/>.</summary>
    public OptOutScope Scope { get; set; } = OptOutScope.AllChannels;

    /// <summary>Whom to turn to, for the answer to HELP: a number, an address, a sentence. Up to 200 characters; default none.</summary>
    public string? Contact { get; set; }

    /// <summary>
    /// Changes and additions by language (<c>en</c>, <c>fr</c>, <c>sw</c>, <c>rw</c>, or one of your own). What a language leaves null is as built in; one that is
    /// not built in gives at least its <see cref="OptOutLanguage.StopWords"/> and its texts.
    /// </summary>
    public IDictionary<string, OptOutLanguage> Languages { get; } = new Dictionary<string, OptOutLanguage>(StringComparer.OrdinalIgnoreCase);
}
