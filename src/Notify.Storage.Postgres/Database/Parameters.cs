using Npgsql;
using NpgsqlTypes;

namespace Notify.Storage.Postgres.Database;

/// <summary>Adds positional parameters without boxing and without guessing types.</summary>
internal static class Parameters
{
    public static NpgsqlParameterCollection With<T>(this NpgsqlParameterCollection parameters, T value, NpgsqlDbType type)
    {
        parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type } : new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
        return parameters;
    }

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, string? value) => parameters.With(value, NpgsqlDbType.Text);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, long value) => parameters.With(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, int value) => parameters.With(value, NpgsqlDbType.Integer);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, short value) => parameters.With(value, NpgsqlDbType.Smallint);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, bool value) => parameters.With(value, NpgsqlDbType.Boolean);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, Guid value) => parameters.With(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, Guid? value) => value is { } given
        ? parameters.With(given)
        : parameters.With<object?>(null, NpgsqlDbType.Uuid);

    /// <summary>A time, to the microsecond.</summary>
    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, DateTimeOffset? value) => value is { } given
        ? parameters.With(given.UtcDateTime, NpgsqlDbType.TimestampTz)
        : parameters.With<object?>(null, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, TimeSpan value) => parameters.With(value, NpgsqlDbType.Interval);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, byte[] value) => parameters.With(value, NpgsqlDbType.Bytea);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, Guid[] value) => parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, int[] value) => parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, long[] value) => parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, short[] value) => parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.Smallint);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, string?[]? value) => parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>Times; null stands for none.</summary>
    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, DateTime?[]? value) => parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    public static NpgsqlParameterCollection With(this NpgsqlParameterCollection parameters, ReadOnlyMemory<byte>[] value) =>
        parameters.With(value, NpgsqlDbType.Array | NpgsqlDbType.Bytea);
}
