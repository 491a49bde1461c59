namespace Notify.Packaging.Tests.Feed;

/// <summary>The tests that share one feed.</summary>
[CollectionDefinition(Name)]
public sealed class FeedCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "feed";
}
