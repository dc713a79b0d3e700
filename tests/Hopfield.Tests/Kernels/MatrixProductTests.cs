using System.Numerics;
using System.Runtime.Intrinsics;
using Hopfield.Kernels;

namespace Hopfield.Tests;

/// <summary>The matrix product against a textbook loop in double precision: every register width, transposition, stride and tail.</summary>
public class MatrixProductTests
{
    // M, N, K: tiles of one to eight rows, one to four vectors of columns and their tails, none to three blocks of depth.
    private static readonly (int M, int N, int K)[] _shapes =
    [
        (1, 1, 1), (1, 16, 8), (2, 3, 5), (3, 15, 4), (4, 17, 3), (5, 31, 15), (7, 48, 16), (8, 33, 2), (9, 64, 60), (11, 70, 7),
        (13, 5, 255), (16, 20, 256), (6, 9, 257), (3, 50, 600), (0, 4, 3), (4, 0, 3), (4, 3, 0),
    ];

    public static TheoryData<int> Widths => RegisterWidths.Single;

    [Fact]
    public void Every_combination_of_transposes_is_the_sum_of_products_in_single_precision() => Agrees<float>(
        (a, b, c, rowStride, scale, add) => MatrixProduct.Apply(a, b, c, rowStride, scale, add));

    [Fact]
    public void Every_combination_of_transposes_is_the_sum_of_products_in_double_precision() => Agrees<double>(
        (a, b, c, rowStride, scale, add) => MatrixProduct.Apply(a, b, c, rowStride, scale, add));

    [Theory, MemberData(nameof(Widths))]
    public void Every_register_width_gives_the_sum_of_products(int lanes)
    {
        RegisterWidths.RequireSupport(lanes);
        Agrees<float>((a, b, c, rowStride, scale, add) =>
        {
            if (a.Rows == 0 || b.Columns == 0) return;
            if (lanes == 16) MatrixProduct.On<Lanes512, Vector512<float>, float, float>(a, b, c, rowStride, scale, add);
            else if (lanes == 8) MatrixProduct.On<Lanes256, Vector256<float>, float, float>(a, b, c, rowStride, scale, add);
            else if (lanes == 4) MatrixProduct.On<Lanes128, Vector128<float>, float, float>(a, b, c, rowStride, scale, add);
            else MatrixProduct.On<Lanes1, float, float, float>(a, b, c, rowStride, scale, add);
        });
    }

    private delegate void Product<T>(MatrixView<T> a, MatrixView<T> b, Span<T> c, int rowStride, T scale, bool add);

    private static void Agrees<T>(Product<T> product)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach ((int m, int n, int k) in _shapes)
        {
            foreach (bool transposeA in new[] { false, true })
            {
                foreach (bool transposeB in new[] { false, true }) Agrees(product, m, n, k, transposeA, transposeB, add: false);
                Agrees(product, m, n, k, transposeA, transposeB: !transposeA, add: true);
            }
        }
    }

    private static void Agrees<T>(Product<T> product, int m, int n, int k, bool transposeA, bool transposeB, bool add)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Gap = 3; // between the rows of every matrix; one that was written to would show
        var random = new SeededRandom(m + (100 * n) + (10_000 * k));
        (int rowsA, int columnsA) = transposeA ? (k, m) : (m, k);
        (int rowsB, int columnsB) = transposeB ? (n, k) : (k, n);
        T[] a = RealDraws.Normals<T>(rowsA * (columnsA + Gap), random), b = RealDraws.Normals<T>(rowsB * (columnsB + Gap), random);
        T[] c = RealDraws.Normals<T>(m * (n + Gap), random), before = [.. c];
        T scale = T.CreateTruncating(-0.75);
        var left = new MatrixView<T>(a, rowsA, columnsA, columnsA + Gap);
        var right = new MatrixView<T>(b, rowsB, columnsB, columnsB + Gap);
        product(transposeA ? left.Transposed : left, transposeB ? right.Transposed : right, c, n + Gap, scale, add);

        for (int row = 0; row < m; row++)
        {
            for (int column = 0; column < n + Gap; column++)
            {
                int at = (row * (n + Gap)) + column;
                double old = double.CreateTruncating(before[at]), sum = add || column >= n ? old : 0, size = Math.Abs(sum);
                for (int i = 0; i < k && column < n; i++)
                {
                    double x = double.CreateTruncating(a[transposeA ? (i * (columnsA + Gap)) + row : (row * (columnsA + Gap)) + i]);
                    double y = double.CreateTruncating(b[transposeB ? (column * (columnsB + Gap)) + i : (i * (columnsB + Gap)) + column]);
                    sum -= 0.75 * x * y;
                    size += Math.Abs(0.75 * x * y);
                }
                // k products, k sums, one multiplication by the scale and, between blocks of depth, further sums: k + 5 roundoffs at most.
                Near.Absolute(sum, double.CreateTruncating(c[at]), column < n ? 1.01 * (k + 5) * size * (Near.Roundoff<T>() + Near.DoubleRoundoff) : 0);
            }
        }
    }

    [Fact]
    public void Views_and_results_that_do_not_fit_are_refused()
    {
        float[] six = new float[6];
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => new MatrixView<float>(six, 2, 4)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => new MatrixView<float>(six, 2, 2, 5)).ParamName);
        Assert.Equal("rowStride", Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView<float>(six, 2, 3, 2)).ParamName);
        Assert.Equal("rows", Assert.Throws<ArgumentOutOfRangeException>(() => new MatrixView<float>(six, -1, 3)).ParamName);
        Assert.Equal("b", Assert.Throws<ArgumentException>(() => MatrixProduct.Apply(new MatrixView<float>(six, 2, 3), new MatrixView<float>(six, 2, 3), new float[4], 2, 1f)).ParamName);
        Assert.Equal("c", Assert.Throws<ArgumentException>(() => MatrixProduct.Apply(new MatrixView<float>(six, 2, 3), new MatrixView<float>(six, 3, 2), new float[3], 2, 1f)).ParamName);
        Assert.Equal("rowStride", Assert.Throws<ArgumentOutOfRangeException>(() => MatrixProduct.Apply(new MatrixView<float>(six, 2, 3), new MatrixView<float>(six, 3, 2), new float[4], 1, 1f)).ParamName);
    }
}
