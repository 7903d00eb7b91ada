// One file, because files run one after another and these tests mostly wait: together they take as long as the longest.
import "./recovers.ts";
import "./freezes.ts";
import "./shares.ts";
import "./idles.ts";
import "./starts.ts";
