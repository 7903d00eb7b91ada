// One file, because files run one after another and these tests mostly wait: together they take about as long as the
// longest of them, and those come first.
import "./freezes.ts";
import "./recovers.ts";
import "./shares.ts";
import "./idles.ts";
import "./starts.ts";
