namespace Notify.Sms.Mtn.Tokens;

/// <summary>Keeps an account's token. However many ask at once, one request is made; a token that is soon over is renewed while it is still used. Thread-safe.</summary>
/// <param name="fetch">Gets a new token; true where it takes the place of a refused one. Throws <see cref="TokenException"/> only.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenCache(Func<bool, Task<Token>> fetch, TimeProvider time)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Token? _token;
    private Task<Token>? _flight;
    private bool _wasRefused;
    private long? _failedAt;

    /// <summary>The token to send with.</summary>
    /// <exception cref="TokenException">There is none.</exception>
    public async ValueTask<Token> GetAsync(CancellationToken cancellationToken)
    {
        Task<Token> flight;
        lock (_gate)
        {
            if (_token is { } token && token.IsAlive(time))
            {
                if (token.IsDue(time) && !IsPausing())
                {
                    _ = Fly();
                }

                return token;
            }

            flight = Fly();
        }

        return await flight.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>MTN refused a token: the next send asks for another. Of many that were refused with the same one, the first counts.</summary>
    public void Refuse(Token token)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_token, token))
            {
                (_token, _wasRefused) = (null, true);
            }
        }
    }

    private Task<Token> Fly() => _flight ??= FetchAsync(_wasRefused);

    private bool IsPausing() => _failedAt is { } failed && time.GetElapsedTime(failed) < PauseAfterFailure;

    private async Task<Token> FetchAsync(bool replacesRefused)
    {
        // Outside of the lock, whatever the request does.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var token = await fetch(replacesRefused).ConfigureAwait(false);
            lock (_gate)
            {
                (_token, _flight, _failedAt) = (token, null, null);
                _wasRefused = false;
            }

            return token;
        }
        catch
        {
            lock (_gate)
            {
                (_flight, _failedAt) = (null, time.GetTimestamp());
            }

            throw;
        }
    }
}
