/* The rules by hand in C: one pass over the rows, straight on Arrow buffers. Three values: 0 false, 1 true, 2 unknown. */

#include <stdint.h>

#define TRUTHS 21
#define STRETCHES 4
#define LATEST 2147483647
#define EARLIEST (-2147483647)

enum {
    APPEAL, FINAL, TRANSLATION, SUIT, MEASURE, LISTED, EXCLUSIVE, CONNECTION, SUBMITTED, HERE, TOOK, CAPACITY,
    REPRESENTED, FRAUD, CONFLICT, POLICY, ARBITRATION, WAIVED, PLEADS, INTERRUPTED, PUNITIVE
};

typedef struct { const uint8_t *valid; const void *values; int64_t offset; } Column;
typedef struct { int32_t since[STRETCHES]; int8_t de_facto[STRETCHES], consensus[STRETCHES]; int8_t group; } State;
typedef struct { const State *states; const int32_t *low, *high; int32_t first, days, on; } Law;
typedef struct {
    uint8_t *recognised, *partly, *refused, *dismissed, *basis_valid, *group_valid, *low_valid, *high_valid;
    int8_t *stands, *basis, *group, *status;
    int32_t *low, *high;
} Answers;

static inline int bit(const uint8_t *bits, int64_t at) { return bits[at >> 3] >> (at & 7) & 1; }
static inline int there(const Column *c, int64_t row) { return !c->valid || bit(c->valid, row + c->offset); }
static inline int truth(const Column *c, int64_t row) {
    return there(c, row) ? bit(c->values, row + c->offset) : 2;
}
static inline int code(const Column *c, int64_t row, const int8_t *of) {
    return there(c, row) ? of[((const int32_t *)c->values)[row + c->offset]] : -1;
}
static inline int32_t day(const Column *c, int64_t row) {
    return there(c, row) ? ((const int32_t *)c->values)[row + c->offset] : LATEST;
}
static const int8_t NOT[3] = {1, 0, 2};
static inline int both(int a, int b) { return a == 0 || b == 0 ? 0 : a | b ? (a == 2 || b == 2 ? 2 : 1) : 0; }
static inline int either(int a, int b) { return a == 1 || b == 1 ? 1 : a == 2 || b == 2 ? 2 : 0; }
static inline void put(uint8_t *bits, int64_t at, int value) { bits[at >> 3] |= (uint8_t)(value << (at & 7)); }

/* columns: the truths in the order above, then judgment, effective, application, interruption, origin, kind, method */
void screen(int64_t rows, const Column *c, const int8_t *origins, const int8_t *kinds, const int8_t *methods,
            const Law *law, const Answers *out) {
    const int32_t on = law->on;
    for (int64_t row = 0; row < rows; row++) {
        int t[TRUTHS];
        for (int i = 0; i < TRUTHS; i++) t[i] = truth(c + i, row);
        int32_t judged = day(c + 21, row), effective = day(c + 22, row);
        int32_t applied = day(c + 23, row), again = day(c + 24, row);
        int origin = code(c + 25, row, origins), kind = code(c + 26, row, kinds), served = code(c + 27, row, methods);
        int title = kind < 0 ? 2 : kind;
        served = served < 0 ? 2 : served;

        int de_facto = 2, consensus = 2;
        if (origin >= 0) {
            const State *s = law->states + origin;
            out->group[row] = s->group;
            put(out->group_valid, row, 1);
            if (judged != LATEST)
                for (int i = STRETCHES - 1; i >= 0; i--)
                    if (judged >= s->since[i]) {
                        de_facto = s->de_facto[i];
                        consensus = s->consensus[i];
                        break;
                    }
        }
        int known = effective != LATEST, acted = again != LATEST;
        int32_t since = known ? effective : judged;
        int32_t low_s = EARLIEST, high_s = LATEST, low_i = EARLIEST, high_i = LATEST;
        if (since != LATEST) { low_s = law->low[since - law->first]; high_s = law->high[since - law->first]; }
        if (acted) { low_i = law->low[again - law->first]; high_i = law->high[again - law->first]; }
        int32_t low_e = known ? low_s : EARLIEST, high_e = known ? high_s : LATEST;
        int32_t high_b = known && acted ? (high_s > high_i ? high_s : high_i) : LATEST;
        int lim = t[INTERRUPTED];
        int32_t last_low = lim == 1 && low_i > low_e ? low_i : low_e;
        int32_t last_high = lim == 0 ? high_e : high_b;
        int in_time = applied == LATEST ? 2 : applied <= last_low ? 1 : applied > last_high ? 0 : 2;
        int late = (applied == LATEST ? on : applied) > (lim == 1 ? high_b : high_e);

        int gate = either(de_facto, consensus);
        int d = either(either(NOT[title], NOT[gate]),
                       either(either(t[APPEAL], NOT[t[FINAL]]), either(NOT[t[TRANSLATION]], both(t[SUIT], 2))));
        int r = either(either(either(t[MEASURE], t[LISTED]), either(t[EXCLUSIVE], both(NOT[t[CONNECTION]], NOT[t[SUBMITTED]]))),
                       either(both(served, both(t[HERE], NOT[t[TOOK]])), both(t[CAPACITY], NOT[t[REPRESENTED]])));
        r = either(r, either(either(t[FRAUD], t[CONFLICT]), either(t[POLICY], both(t[ARBITRATION], NOT[t[WAIVED]]))));
        r = either(r, both(NOT[in_time], t[PLEADS]));
        int through = d != 1 && r != 1;
        put(out->recognised, row, through && t[PUNITIVE] != 1);
        put(out->partly, row, through && t[PUNITIVE] != 0);
        put(out->refused, row, d != 1 && r != 0);
        put(out->dismissed, row, d != 0);

        int shut = !(title == 1 && gate == 1);
        int no = shut || t[APPEAL] == 1 || t[FINAL] != 1 || t[TRANSLATION] == 0 || t[SUIT] == 1;
        int refused = t[MEASURE] == 1 || t[LISTED] == 1 || t[EXCLUSIVE] == 1 || (t[CONNECTION] == 0 && t[SUBMITTED] != 1)
                      || (served == 1 && t[HERE] == 1 && t[TOOK] != 1) || (t[CAPACITY] == 1 && t[REPRESENTED] == 0)
                      || t[FRAUD] == 1 || t[CONFLICT] == 1 || t[POLICY] == 1 || (t[ARBITRATION] == 1 && t[WAIVED] == 0)
                      || (late && t[PLEADS] != 0);
        out->stands[row] = no ? 3 : refused ? 2 : t[PUNITIVE] == 1;
        if (!shut) {
            put(out->basis_valid, row, 1);
            out->basis[row] = de_facto != 1;
        }

        int acts = lim != 0 && acted && again <= on && (since == LATEST || since <= again) && (!known || again <= high_s);
        int32_t low = acts && again <= low_s ? low_i : low_s;
        int32_t high = known ? (acts ? high_i : high_s) : LATEST;
        out->low[row] = low;
        out->high[row] = high;
        put(out->low_valid, row, low != EARLIEST);
        put(out->high_valid, row, high != LATEST);
        int done = applied != LATEST && applied <= on;
        int32_t asked = done ? applied : on;
        out->status[row] = (done ? 0 : 3) + (high < asked ? 0 : asked <= low ? 1 : 2);
    }
}
