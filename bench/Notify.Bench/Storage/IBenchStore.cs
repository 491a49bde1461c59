namespace Notify.Bench.Storage;

/// <summary>Gives places for data that nobody used before, and clears them away at the end.</summary>
internal interface IBenchStore : IAsyncDisposable
{
    StorePlace NewPlace();
}
