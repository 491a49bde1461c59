namespace Notify.Templates;

/// <summary>Where the catalogue is kept. Thread-safe, across processes.</summary>
public interface ITemplateStore
{
    /// <summary>The catalogue's revision; cheap, asked every few seconds.</summary>
    Task<long> GetRevisionAsync(CancellationToken cancellationToken);

    /// <summary>Reads all.</summary>
    Task<TemplateSet> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Saves templates. One that equals, version apart, any version of the same tenant, key, channel and locale changes nothing (so
    /// starting an app with an old file does not undo a change made in the store); any other becomes the next version. The first template of a key is
    /// switched on or off as it says itself; later ones are as the key is, so that a deploy does not switch on what an operator switched off.
    /// </summary>
    /// <returns>How many new versions there are.</returns>
    Task<int> SaveAsync(IReadOnlyList<Template> templates, CancellationToken cancellationToken);

    /// <summary>Switches every version of a key on or off, in every locale and channel.</summary>
    /// <returns>Whether there is such a key.</returns>
    Task<bool> SetActiveAsync(string? tenant, string key, bool isActive, CancellationToken cancellationToken);

    /// <summary>Records what providers think. Of each template in an account only the newest word counts, in whatever order they come.</summary>
    /// <returns>Of each, in order, whether it counts; false where a newer word is known.</returns>
    Task<IReadOnlyList<bool>> SaveApprovalsAsync(IReadOnlyList<Approval> approvals, CancellationToken cancellationToken);
}
