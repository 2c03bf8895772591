"""Iris by a quantum kernel and by a circuit with weights, beside a classical machine.

Needs `./ketstream up` and the client: pip install ./clients/python
"""

from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.svm import SVC

from ketstream import QuantumKernelClassifier, QuantumNeuralNetworkClassifier

X, y = load_iris(return_X_y=True)
training_X, test_X, training_y, test_y = train_test_split(X, y, test_size=0.3, random_state=0, stratify=y)

print(f"SVC: {SVC().fit(training_X, training_y).score(test_X, test_y):.3f} of {len(test_y)} rows")
for model in (
    QuantumKernelClassifier(feature_map="zz", folds=5),
    QuantumNeuralNetworkClassifier(layers=2, learning_rate=0.05, epochs=30),
):
    model.fit(training_X, training_y)
    print(f"{type(model).__name__}: {model.score(test_X, test_y):.3f} of {len(test_y)} rows, run {model.run_id_}")
    for metric in model.report_["validation"]:
        print(f"  {metric['name']} in folds: {metric['value']:.3f}")
    for control in model.report_["controls"]:
        print(f"  beside {control['name']}: {control['validation'][0]['value']:.3f}")
    if "verdict" in model.report_:
        print(f"  {model.report_['verdict']['words']}")
